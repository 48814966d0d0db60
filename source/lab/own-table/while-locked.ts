import {type Connection} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';

/**
Does something to a table while nobody else writes to it, if possible: it waits until others are done with the table, and keeps them out. Without the LOCK TABLES privilege, or on a server that has no such lock, it does it anyway.

@param sql - The table, quoted.
@throws mysql2's error, and what `act` throws.
*/
export async function whileLocked(
	connection: Connection,
	sql: string,
	act: () => Promise<void>,
): Promise<void> {
	const isLocked = await lock(connection, sql);
	try {
		await act();
	} finally {
		if (isLocked) {
			await unlock(connection);
		}
	}
}

/** 1044, 1142: the account may not; 1105, 1235: Galera and others do not support it; 1146: there is no table. */
const unlockable = new Set([1044, 1142, 1105, 1235, 1146]);

async function lock(connection: Connection, sql: string): Promise<boolean> {
	try {
		await queryPromptly(connection, `LOCK TABLES ${sql} WRITE`);
		return true;
	} catch (error: unknown) {
		if (unlockable.has(toFailure(error).errno ?? 0)) {
			return false;
		}

		throw error;
	}
}

/** A lost connection has released its locks, and the action before has reported the loss. */
async function unlock(connection: Connection): Promise<void> {
	try {
		await queryPromptly(connection, 'UNLOCK TABLES');
	} catch (error: unknown) {
		if (!isConnectionLost(toFailure(error))) {
			throw error;
		}
	}
}
