import {type Connection} from 'mysql2';
import {query} from '../../../server/statement.js';
import {makeNonce} from '../../connections/rendezvous.js';
import {pause} from '../../connections/pause.js';
import {type Stage} from '../contract.js';
import {whileHeld} from '../lock-holder.js';
import {proofOf, rowColumns} from '../rows/table.js';
import {waitOf} from '../waits/options.js';

/** How much longer than the lock is to be held its holder waits by itself, in s. */
const margin = 60;

/** How often is asked whether the holder has the lock, in ms. */
const interval = 5;

/** The ids of the rows that the holder inserts, and undoes. */
const heldIds = [1001, 1002, 1003] as const;

/**
Has a connection hold the AUTO-INC lock of the table while the target runs, or until its time is over. A statement holds that lock, and no transaction: an INSERT ... SELECT that has inserted a row, and then waits for a named lock that the first of the two further connections has. That one is alive as long as the run: with it, or with its lock, the INSERT ends, and it is undone.

@throws As `act` does; mysql2's error, when the lock can't be taken.
*/
export async function whileNumbering(
	stage: Stage,
	act: () => Promise<void>,
): Promise<void> {
	const {opened, plan, fill, table, log, signal} = stage;
	const [gate, holder] = opened();
	if (!gate || !holder) {
		throw new Error('nobody has opened the connections that hold the lock');
	}

	const time = waitOf(plan);
	// Nobody else has locks with these names.
	const nonce = await makeNonce(fill);
	const [begun, over] = [`'${nonce} begun'`, `'${nonce} over'`];
	const seconds = Math.ceil(time / 1000) + margin;
	const [first, second] = heldIds;
	// In the list of columns, since MySQL looks at a condition before it inserts the first row [measured].
	const version = `IF(id = ${first}, 0, 0 * GET_LOCK(IF(id = ${second}, ${begun}, ${over}), ${seconds}))`;
	let undone: Promise<void> | undefined;
	try {
		await whileHeld(
			{opened: () => [gate], log, signal},
			{
				take: [`DO GET_LOCK(${over}, 0)`],
				release: `DO RELEASE_LOCK(${over})`,
				time,
			},
			async () => {
				await query(holder, 'START TRANSACTION');
				const inserted = query(
					holder,
					`INSERT INTO ${table.sql} (${rowColumns}) SELECT id, ${version}, '', ${proofOf('id')} FROM (${heldIds.map(id => `SELECT ${id} AS id`).join(' UNION ALL ')}) AS held`,
				);
				undone = undo(holder, inserted);
				await Promise.race([untilTaken(gate, begun, signal), inserted]);
				signal.throwIfAborted();
				await act();
			},
		);
	} finally {
		// If the user quits, the run closes both connections, and the INSERT ends then.
		if (!signal.aborted) {
			await undone;
		}
	}
}

/** Waits until somebody has a named lock, or the user quits. @throws mysql2's error. */
async function untilTaken(
	connection: Connection,
	lock: string,
	signal: AbortSignal,
): Promise<void> {
	while (!signal.aborted) {
		const [row] = await query(
			connection,
			`SELECT IS_USED_LOCK(${lock}) IS NOT NULL AS isTaken`,
		);
		if (Number(row?.['isTaken']) === 1) {
			return;
		}

		await pause(interval, signal);
	}
}

/** Rolls back what a connection has inserted, as soon as it has. Never rejects: a lost connection is rolled back by the server. */
async function undo(
	connection: Connection,
	inserted: Promise<unknown>,
): Promise<void> {
	try {
		await inserted;
		await query(connection, 'ROLLBACK');
	} catch {
		// Nothing of it is committed: the run closes the connection.
	}
}
