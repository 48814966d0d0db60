import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {dropOurs, tableLeft, type Kept} from './drop-table.js';
import {findTable, type FoundTable} from './find-table.js';
import {notTakenOver, untouched} from './not-the-labs.js';
import {takeLock} from './table-lock.js';
import {placeName, quotedTable} from './table-design.js';
import {whileLocked} from './while-locked.js';

/**
Keeps other labs off the table that a run makes beside the lab's, and makes sure that nobody else has one of that name.

@throws {Refusal} when one is not proven to be a lab's, or another lab uses it or may be using it; mysql2's error.
*/
export async function openMade(
	connection: Connection,
	{place, leftovers}: Kept,
	{isWrittenElsewhere}: {readonly isWrittenElsewhere: boolean},
): Promise<void> {
	await takeLock(connection, place);
	const found = await findTable(connection, place);
	if (found.table === 'theirs') {
		throw untouched(place, found.why);
	}

	if (found.table === 'none') {
		return;
	}

	if (isWrittenElsewhere) {
		throw new Refusal(
			`Another kill-lab has created ${placeName(place)}, so the lab leaves it alone: ${notTakenOver}. Wait for that lab to end, or name another schema with --database.`,
		);
	}

	leftovers.set(tableLeft(place, 'stays'));
}

/**
Drops the one that an earlier run has left: the next run may make it at any time from now on.

@throws {Refusal} when it is not proven to be the lab's; mysql2's error.
*/
export async function clearMade(
	connection: Connection,
	kept: Kept,
): Promise<void> {
	const {place, leftovers} = kept;
	await whenFound(connection, kept, async found => {
		if (found.table === 'theirs') {
			throw untouched(place, found.why);
		}

		if (found.table === 'ours') {
			await dropOurs(connection, kept, found);
		}
	});
	leftovers.set(tableLeft(place, 'may stay'));
}

/**
Drops it at the end, if it is there and proven to be the lab's. The leftovers get what stays.

@throws mysql2's error.
*/
export async function dropMade(
	connection: Connection,
	kept: Kept,
): Promise<void> {
	const {place, leftovers} = kept;
	await whenFound(connection, kept, async found => {
		if (found.table === 'ours') {
			await dropOurs(connection, kept, found);
		} else if (found.table === 'theirs') {
			leftovers.set({...tableLeft(place, 'stays'), why: found.why});
		} else if (!found.isDenied) {
			leftovers.remove({what: 'table', name: placeName(place)});
		}
	});
}

/** If it is there and the account may lock it, nobody writes to it between the check and what follows. */
async function whenFound(
	connection: Connection,
	{place}: Kept,
	act: (found: FoundTable) => Promise<void>,
): Promise<void> {
	await whileLocked(connection, quotedTable(place), async () => {
		await act(await findTable(connection, place, {isWaiting: true}));
	});
}
