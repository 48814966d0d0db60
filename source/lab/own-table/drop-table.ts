import {type Connection} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {type Leftover, type Leftovers} from '../events/leftovers.js';
import {type FoundTable} from './find-table.js';
import {seesTriggers} from './sees-triggers.js';
import {placeName, quotedTable, type TablePlace} from './table-design.js';

/** A table, and where it is noted that it stays. */
export type Kept = {readonly place: TablePlace; readonly leftovers: Leftovers};

/** 1217, 1451, 1701, 3730: a foreign key of somebody's table refers to it. */
const referred = new Set([1217, 1451, 1701, 3730]);

/** The same as a clause. */
export const referring = "a foreign key of somebody's table refers to it";

/** Whether the server refused to drop or empty a table because of that. */
export function isReferred(error: unknown): boolean {
	return referred.has(toFailure(error).errno ?? 0);
}

/**
Drops a table that is proven to be the lab's. What the account can't see may still exist: DROP TABLE would remove a trigger that it can't see, and TRUNCATE leaves it.

@throws mysql2's error.
*/
export async function dropOurs(
	connection: Connection,
	{place, leftovers}: Kept,
	{names}: FoundTable,
): Promise<void> {
	const sql = quotedTable(place);
	const isSeen = await seesTriggers(connection, names);
	leftovers.set(tableLeft(place, 'may stay'));
	try {
		await queryPromptly(
			connection,
			isSeen ? `DROP TABLE ${sql}` : `TRUNCATE TABLE ${sql}`,
		);
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isReferred(error)) {
			leftovers.set({...tableLeft(place, 'stays'), why: referring});
			return;
		}

		if (!isConnectionLost(failure)) {
			leftovers.set(tableLeft(place, 'stays'));
		}

		throw error;
	}

	if (isSeen) {
		leftovers.remove({what: 'table', name: placeName(place)});
	} else {
		leftovers.set({
			...tableLeft(place, 'stays'),
			why: `it is empty, but without the TRIGGER privilege this account can't see whether somebody has put a trigger on it`,
		});
	}
}

/** That a table stays, or may. */
export function tableLeft(place: TablePlace, state: 'stays' | 'may stay') {
	return {
		what: 'table',
		name: placeName(place),
		state,
		statement: `DROP TABLE ${quotedTable(place)}`,
	} as const;
}

/** A table that the lab did not drop and does not find any more. */
export function missing(
	place: TablePlace,
	{isDenied}: {readonly isDenied?: true},
): Leftover {
	return isDenied
		? {
				...tableLeft(place, 'may stay'),
				why: 'this account may no longer see it',
			}
		: {what: 'table', name: placeName(place), state: 'gone'};
}
