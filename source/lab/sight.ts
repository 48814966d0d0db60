import {type Connection, type RowDataPacket} from 'mysql2';
import {query} from '../server/connect.js';
import {toFailure, type Failure} from '../server/failure.js';
import {type Flavour} from '../server/flavour.js';
import {type Hidden, type ServerView} from './events.js';

/** What an account can see of other connections: found out once, when a session opens. */
export type Sight = {
	/** Holds `?` where the connection's id goes. */
	readonly thread: {readonly type: 'visible'; readonly sql: string} | Hidden;
	readonly transaction: {readonly type: 'visible'} | Hidden;
};

/**
Where a server shows its threads, the best place first. MySQL's `performance_schema.threads` needs a SELECT grant; its `processlist` shows an account its own connections without one [measured], but a thread may leave it before its end.

MySQL's `information_schema.PROCESSLIST` is never read: it fails with 3854 as soon as any session's statement text holds a blob's bytes [measured].
*/
const threadPlaces: Readonly<Record<Flavour, readonly [string, ...string[]]>> =
	{
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

/** The privileges that would show it. MariaDB shows an account its own threads without one. */
const grants = {
	thread: 'SELECT ON performance_schema.threads',
	transaction: 'PROCESS ON *.*',
} as const;

/** 1142: no SELECT on the table; 1227: no PROCESS privilege; 1044 and 1146: no performance_schema. */
const deniedErrors = new Set([1044, 1142, 1146, 1227]);

/** MySQL can't show any transaction while one of them executes a statement whose text is not UTF-8, such as an INSERT of a blob [measured: docs/findings.md]. */
const unreadableText = 3854;

/**
Finds out what the account may see, by looking.

@throws mysql2's error, when the connection is lost.
*/
export async function findSight(
	connection: Connection,
	flavour: Flavour,
): Promise<Sight> {
	return {
		thread: await findThreads(connection, flavour),
		transaction: await findTransactions(connection),
	};
}

async function findThreads(
	connection: Connection,
	flavour: Flavour,
): Promise<Sight['thread']> {
	let denied: Failure | undefined;
	for (const sql of threadPlaces[flavour]) {
		const answer = await unlessRefused(query(connection, sql, ['0']));
		if (Array.isArray(answer)) {
			return {type: 'visible', sql};
		}

		denied ??= answer;
	}

	return hidden(denied, grants.thread);
}

async function findTransactions(
	connection: Connection,
): Promise<Sight['transaction']> {
	const answer = await unlessRefused(
		query(connection, transactionQuery, ['0']),
	);
	return Array.isArray(answer) || answer.errno === unreadableText
		? {type: 'visible'}
		: hidden(answer, grants.transaction);
}

function hidden(denied: Failure | undefined, grant: string): Hidden {
	return {type: 'hidden', why: denied?.message ?? '', grant};
}

/** The statement that shows a connection's thread. */
export function threadQuery(
	place: Extract<Sight['thread'], {readonly type: 'visible'}>,
	connectionId: string,
): string {
	return place.sql.replace('?', connectionId);
}

/** What the rows of a `threadQuery` say. */
export function toThread(rows: readonly RowDataPacket[]): ServerView['thread'] {
	const [row] = rows;
	return row
		? {
				type: 'alive',
				command: String(row['command']),
				state: String(row['state'] ?? ''),
			}
		: {type: 'gone'};
}

/**
Looks once at a connection's thread.

@throws mysql2's error.
*/
export async function readThread(
	connection: Connection,
	{thread}: Sight,
	connectionId: string,
): Promise<ServerView['thread']> {
	return thread.type === 'hidden'
		? thread
		: toThread(await query(connection, threadQuery(thread, connectionId)));
}

/**
Looks once at a connection's transaction. InnoDB shows a frozen picture to those who ask more often than every 100 ms [server's source].

@throws mysql2's error.
*/
export async function readTransaction(
	connection: Connection,
	{transaction}: Sight,
	connectionId: string,
): Promise<ServerView['transaction']> {
	if (transaction.type === 'hidden') {
		return transaction;
	}

	const answer = await unlessRefused(
		query(connection, transactionQuery, [connectionId]),
	);
	if (!Array.isArray(answer)) {
		return answer.errno === unreadableText
			? {type: 'unreadable'}
			: hidden(answer, grants.transaction);
	}

	const [row] = answer;
	return row
		? {type: 'open', state: String(row['state']), rows: Number(row['rows'])}
		: {type: 'none'};
}

async function unlessRefused(
	reading: Promise<RowDataPacket[]>,
): Promise<RowDataPacket[] | Failure> {
	try {
		return await reading;
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (
			deniedErrors.has(failure.errno ?? 0) ||
			failure.errno === unreadableText
		) {
			return failure;
		}

		throw error;
	}
}
