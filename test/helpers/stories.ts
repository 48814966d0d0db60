import {story, storedRows, type Story} from './story.js';

/** Ten files are committed, and a kill during the upload of the third was lost. */
export function committed(): Story {
	return story()
		.starts()
		.stores(2)
		.inserts()
		.after(1000)
		.uploads(0.5)
		.after(10)
		.kills('query')
		.after(0.5)
		.acknowledged()
		.after(1000)
		.uploads(1)
		.sent()
		.after(1700)
		.ok()
		.statement('check')
		.after(350)
		.ok()
		.emit({type: 'step-checked', step: 2, isIntact: true})
		.stores(7)
		.statement('commit')
		.after(12)
		.ok()
		.looks()
		.after(200)
		.seesNothing()
		.after(900)
		.finds('committed whole', storedRows(10));
}

/** KILL QUERY is lost during the upload of the third file, and a second one interrupts its execution. */
export function rolledBack(): Story {
	return interruptedLater(
		story().starts().stores(2).inserts().after(1000).uploads(0.58).after(10),
	);
}

/** From the upload of the third file on: a KILL QUERY is lost there, a second one interrupts its execution, and the client rolls back. */
export function interruptedLater(uploading: Story): Story {
	return uploading
		.kills('query')
		.after(0.5)
		.acknowledged()
		.after(1000)
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 2)
		.after(300)
		.kills('query')
		.after(0.4)
		.acknowledged()
		.after(800)
		.fails()
		.statement('rollback')
		.after(45)
		.ok()
		.looks()
		.after(200)
		.seesNothing()
		.after(20)
		.finds('rolled back whole');
}

/** KILL CONNECTION during the upload of the third file. */
export function disconnected(): Story {
	return story()
		.starts()
		.stores(2)
		.inserts()
		.after(1000)
		.uploads(0.58)
		.after(10)
		.kills('connection')
		.after(0.5)
		.acknowledged()
		.drops()
		.looks()
		.after(200)
		.seesNothing()
		.after(20)
		.finds('rolled back whole');
}

/** This must never happen: four of ten rows are there, one of them with other bytes. */
export function partial(): Story {
	return story()
		.starts()
		.stores(4)
		.inserts()
		.uploads(0.2)
		.kills('connection')
		.acknowledged()
		.drops()
		.looks()
		.seesNothing()
		.finds('PARTIAL', storedRows(4, {unequal: [3]}));
}

/** COMMIT takes long: the user sends KILL CONNECTION while the client waits for it, and the server commits anyway. */
export function committedUnseen(): Story {
	return story()
		.starts({files: 2})
		.stores(2)
		.statement('commit')
		.kills('connection')
		.acknowledged()
		.drops()
		.looks()
		.seesNothing()
		.finds('committed whole', storedRows(2));
}

/** Every whole story by name. */
export const stories: ReadonlyArray<readonly [string, () => Story]> = [
	['committed', committed],
	['rolled back', rolledBack],
	['disconnected', disconnected],
	['PARTIAL', partial],
	['committed unseen', committedUnseen],
];
