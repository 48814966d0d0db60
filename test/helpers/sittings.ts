import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {committed, disconnected, interruptedLater} from './stories.js';
import {plan, story, type Story} from './story.js';

/** Three runs: one committed in spite of a kill, one whose kills were lost and hit, and one that goes on with a kill whose effect is not known yet. */
export function sitting(): Story {
	return interruptedLater(
		committed().starts({}, '45').stores(2).inserts().after(1000).uploads(0.58),
	)
		.starts({}, '48')
		.stores(2)
		.inserts()
		.after(1000)
		.uploads(0.5)
		.kills('connection')
		.acknowledged()
		.after(100)
		.uploads(0.6);
}

/** A run of blobs, and then an UPDATE is chosen. */
export function twoWorkloads(): Story {
	return disconnected()
		.plans()
		.emit({type: 'planned', plan: {...plan, ...rowsPlan('update', 1000)}});
}

/** Many runs, each with three kills of which the last cuts the connection. */
export function longSitting(runs: number): Story {
	const told = story();
	for (let run = 0; run < runs; run++) {
		told
			.starts({}, String(42 + run))
			.stores(8)
			.inserts()
			.uploads(0.2)
			.kills('query')
			.acknowledged()
			.uploads(0.4)
			.kills('query')
			.acknowledged()
			.uploads(0.6)
			.kills('connection')
			.acknowledged()
			.drops()
			.looks()
			.seesNothing()
			.finds('rolled back whole');
	}

	return told;
}
