import {type Connection, type RowDataPacket} from 'mysql2';
import {query} from '../server/connect.js';
import {toFailure} from '../server/failure.js';
import {type Flavour} from '../server/flavour.js';
import {type ServerView} from './events.js';

/** The time between two looks, in ms. InnoDB shows a frozen picture to those who read `innodb_trx` more often than every 100 ms [server's source]. */
export const observeInterval = 160;

/**
Where a server shows its threads, the best place first. MySQL's `performance_schema.threads` needs a SELECT grant; its `processlist` shows an account its own connections without one [measured], but a thread may leave it before its end.

MySQL's `information_schema.PROCESSLIST` is never read: it fails with 3854 as soon as any session's statement text holds a blob's bytes [measured].
*/
const threadQueries: Readonly<Record<Flavour, readonly string[]>> = {
	mysql: [
		'SELECT PROCESSLIST_COMMAND AS command, PROCESSLIST_STATE AS state FROM performance_schema.threads WHERE PROCESSLIST_ID = ?',
		'SELECT COMMAND AS command, STATE AS state FROM performance_schema.processlist WHERE ID = ?',
	],
	mariadb: [
		'SELECT COMMAND AS command, STATE AS state FROM information_schema.PROCESSLIST WHERE ID = ?',
	],
};

const transactionQuery =
	'SELECT trx_state AS state, trx_rows_modified AS `rows` FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ?';

/**
Looks once at another connection's thread and transaction. What this account may not see comes back as `hidden`.

@throws mysql2's error, when the observer's own connection is lost.
*/
export async function observe(
	connection: Connection,
	flavour: Flavour,
	connectionId: string,
): Promise<ServerView> {
	return {
		thread: await readThread(connection, flavour, connectionId),
		transaction: await readTransaction(connection, connectionId),
	};
}

/** Whether nothing of the connection is left on the server, as far as can be seen. */
export function isGone({thread, transaction}: ServerView): boolean {
	return (
		thread.type !== 'alive' &&
		transaction.type !== 'open' &&
		transaction.type !== 'unreadable'
	);
}

async function readThread(
	connection: Connection,
	flavour: Flavour,
	connectionId: string,
): Promise<ServerView['thread']> {
	let why = '';
	for (const sql of threadQueries[flavour]) {
		const rows = await unlessDenied(query(connection, sql, [connectionId]));
		if (Array.isArray(rows)) {
			const [row] = rows;
			return row
				? {
						type: 'alive',
						command: String(row['command']),
						state: String(row['state'] ?? ''),
					}
				: {type: 'gone'};
		}

		why ||= rows.denied;
	}

	return {type: 'hidden', why};
}

async function readTransaction(
	connection: Connection,
	connectionId: string,
): Promise<ServerView['transaction']> {
	const rows = await unlessDenied(
		query(connection, transactionQuery, [connectionId]),
	);
	if (!Array.isArray(rows)) {
		return rows.errno === unreadableText
			? {type: 'unreadable'}
			: {type: 'hidden', why: rows.denied};
	}

	const [row] = rows;
	return row
		? {type: 'open', state: String(row['state']), rows: Number(row['rows'])}
		: {type: 'none'};
}

/** MySQL can't show any transaction while one of them executes a statement whose text is not UTF-8, such as an INSERT of a blob [measured: docs/findings.md]. */
const unreadableText = 3854;

/** 1142: no SELECT on the table; 1227: no PROCESS privilege; 1044 and 1146: no performance_schema. */
const deniedErrors = new Set([1044, 1142, 1146, 1227, unreadableText]);

type Denied = {readonly errno: number; readonly denied: string};

async function unlessDenied(
	reading: Promise<RowDataPacket[]>,
): Promise<RowDataPacket[] | Denied> {
	try {
		return await reading;
	} catch (error: unknown) {
		const {errno, message} = toFailure(error);
		if (errno !== undefined && deniedErrors.has(errno)) {
			return {errno, denied: message};
		}

		throw error;
	}
}
