import {type Connection, type RowDataPacket} from 'mysql2';
import {printable} from '../../printable.js';
import {readConnectionId} from '../../server/connection-id.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {toFailure, type Failure} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {type Hidden} from '../events/hidden.js';
import {type ServerView} from '../events/events.js';

/** What an account can see of other connections: determined once, when a session opens. */
export type Visibility = {
	/** Contains `?` where the connection's id goes, or shows all of them. */
	readonly thread: {readonly type: 'visible'; readonly sql: string} | Hidden;
	readonly transaction: {readonly type: 'visible'} | Hidden;
	/** How far apart the looks at the server are, in ms, for an account with an hourly limit. */
	readonly interval?: number;
};

/** How much of a statement's text is read, in characters: the beginning tells which one it is. */
const infoLength = 64;

const info = (column: string) => `LEFT(${column}, ${infoLength}) AS Info`;

/**
Where a server shows its threads, the best place first. MySQL's `performance_schema.threads` needs a SELECT grant; its `processlist` shows an account its own connections without one [measured], but a thread may leave it before its end. With `performance_schema=OFF` both are empty, without an error [measured]; then there is SHOW PROCESSLIST, which has a row for every connection that the account may see: their number is what it costs.

MySQL's `information_schema.PROCESSLIST` is never read: it fails with 3854 as soon as any session's statement text holds a blob's bytes, which SHOW PROCESSLIST does not [measured]. The texts in `performance_schema` can be read then [measured].
*/
const threadPlaces: Readonly<Record<Flavour, readonly [string, ...string[]]>> =
	{
		mysql: [
			`SELECT PROCESSLIST_ID AS Id, PROCESSLIST_COMMAND AS Command, PROCESSLIST_STATE AS State, PROCESSLIST_TIME AS Time, ${info('PROCESSLIST_INFO')} FROM performance_schema.threads WHERE PROCESSLIST_ID = ?`,
			`SELECT ID AS Id, COMMAND AS Command, STATE AS State, TIME AS Time, ${info('INFO')} FROM performance_schema.processlist WHERE ID = ?`,
			'SHOW PROCESSLIST',
		],
		mariadb: [
			`SELECT ID AS Id, COMMAND AS Command, STATE AS State, TIME AS Time, ${info('INFO')} FROM information_schema.PROCESSLIST WHERE ID = ?`,
		],
	};

/** Only MariaDB numbers its statements. */
const withQueryId = `SELECT ID AS Id, COMMAND AS Command, STATE AS State, TIME AS Time, ${info('INFO')}, QUERY_ID AS QueryId FROM information_schema.PROCESSLIST WHERE ID = ?`;

/** The statement that shows a connection's transaction. The id stands in it as digits: MySQL compares a quoted one as a floating-point number, to which neighbours beyond 2^53 are the same [measured]. */
export function transactionQuery(connectionId: string): string {
	return `SELECT trx_state AS state, trx_rows_modified AS \`rows\`, trx_operation_state AS operation, CAST(trx_started AS CHAR) AS started FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ${connectionId}`;
}

/** The privileges that would show it. MariaDB shows an account its own threads without one. */
const grants = {
	thread: 'SELECT ON performance_schema.threads',
	transaction: 'PROCESS ON *.*',
} as const;

/** ER_NO_SUCH_TABLE. */
const noSuchTable = 1146;

/** 1142: no SELECT on the table; 1227: no PROCESS privilege; 1044 and 1146: no performance_schema. */
const deniedErrors = new Set([1044, 1142, noSuchTable, 1227]);

/** MySQL can't show any transaction while one of them executes a statement whose text is not UTF-8, such as an INSERT of a blob [measured: docs/findings.md]. */
const unreadableText = 3854;

/**
Finds out what the account can see, by looking.

@param seesQueryIds - Whether to read the statement's number too, which only MariaDB has.
@throws mysql2's error, when the connection is lost.
*/
export async function findVisibility(
	connection: Connection,
	flavour: Flavour,
	{seesQueryIds = false} = {},
): Promise<Visibility> {
	return {
		thread: await findThreads(
			connection,
			seesQueryIds ? [withQueryId] : threadPlaces[flavour],
		),
		transaction: await findTransactions(connection),
	};
}

/** A place counts only if it shows the connection that asks: in one that shows nothing at all, every thread would seem gone. */
async function findThreads(
	connection: Connection,
	places: readonly string[],
): Promise<Visibility['thread']> {
	const self = await readConnectionId(connection);
	let denied: Failure | undefined;
	for (const sql of places) {
		const place = {type: 'visible', sql} as const;
		const answer = await unlessRefused(
			queryPromptly(connection, threadQuery(place, self)),
		);
		if (!Array.isArray(answer)) {
			denied ??= answer;
		} else if (toThread(answer, self).type === 'alive') {
			return place;
		}
	}

	return denied
		? hidden(denied, grants.thread)
		: {
				type: 'hidden',
				why: 'the server shows no threads, as with performance_schema=OFF',
			};
}

async function findTransactions(
	connection: Connection,
): Promise<Visibility['transaction']> {
	const answer = await unlessRefused(
		queryPromptly(connection, transactionQuery('0')),
	);
	return Array.isArray(answer) || answer.errno === unreadableText
		? {type: 'visible'}
		: hidden(answer, grants.transaction);
}

/** No privilege shows something that the server does not have, such as InnoDB's tables on TiDB [not sure]. */
function hidden({errno, message}: Failure, grant: string): Hidden {
	return {
		type: 'hidden',
		why: message,
		...(errno !== noSuchTable && {grant}),
	};
}

/** The statement that shows a connection's thread. */
export function threadQuery(
	place: Extract<Visibility['thread'], {readonly type: 'visible'}>,
	connectionId: string,
): string {
	return place.sql.replace('?', connectionId);
}

/** What the rows of a `threadQuery` say about a connection. They may include those of others. */
export function toThread(
	rows: readonly RowDataPacket[],
	connectionId: string,
): ServerView['thread'] {
	const row = rows.find(row => String(row['Id']) === connectionId);
	if (!row) {
		return {type: 'gone'};
	}

	return {
		type: 'alive',
		command: String(row['Command']),
		state: String(row['State'] ?? ''),
		...('QueryId' in row && {queryId: String(row['QueryId'])}),
		...('Time' in row && {time: Number(row['Time'])}),
		...('Info' in row && {
			info: printable(String(row['Info'] ?? '').slice(0, infoLength)),
		}),
	};
}

/**
Looks once at a connection's thread.

@throws mysql2's error.
*/
export async function readThread(
	connection: Connection,
	{thread}: Visibility,
	connectionId: string,
): Promise<ServerView['thread']> {
	return thread.type === 'hidden'
		? thread
		: toThread(
				await queryPromptly(connection, threadQuery(thread, connectionId)),
				connectionId,
			);
}

/**
Looks once at a connection's transaction. InnoDB shows a frozen picture to those who ask more often than every 100 ms [server's source].

@throws mysql2's error.
*/
export async function readTransaction(
	connection: Connection,
	{transaction}: Visibility,
	connectionId: string,
): Promise<ServerView['transaction']> {
	if (transaction.type === 'hidden') {
		return transaction;
	}

	const answer = await unlessRefused(
		queryPromptly(connection, transactionQuery(connectionId)),
	);
	if (!Array.isArray(answer)) {
		return answer.errno === unreadableText
			? {type: 'unreadable'}
			: hidden(answer, grants.transaction);
	}

	const [row] = answer;
	return row
		? {
				type: 'open',
				state: String(row['state']),
				rows: Number(row['rows']),
				operation: String(row['operation'] ?? ''),
				started: String(row['started']),
			}
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
