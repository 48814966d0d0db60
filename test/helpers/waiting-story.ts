import {type RunPlan} from '../../source/lab/events/run-plan.js';
import {type WorkloadFacts} from '../../source/lab/workloads/facts/contract.js';
import {type Flavour} from '../../source/server/flavour.js';
import {plan as blobsRun, story, type Story} from './story.js';

const {rate, ...unpaced} = blobsRun;

/** A plan of a workload as usual. */
export function planOf(facts: WorkloadFacts): RunPlan {
	return {...unpaced, ...facts.plan({})};
}

/** The target is in flight, and was seen in a phase. */
export function waiting(
	facts: WorkloadFacts,
	{
		flavour = 'mysql',
		state,
	}: {readonly flavour?: Flavour; readonly state: string},
): Story {
	const told = story().emit({
		type: 'server',
		server: {
			flavour,
			version: '1',
			product: 'a server',
			address: 'test',
			tls: false,
			surroundings: [],
		},
	});
	told.emit({
		type: 'run-started',
		run: 1,
		plan: planOf(facts),
		connectionId: '42',
	});
	told
		.statement('begin')
		.ok()
		.emit({type: 'step-started', step: 0, name: 'a wait', unit: 'rows'})
		.emit({type: 'step-made', step: 0});
	if (facts.readsOnly) {
		told.statement('write');
		told.ok();
	}

	return told.statement('target').sent().seesThread('Query', state, 1);
}
