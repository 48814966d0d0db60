import {type RowDataPacket} from 'mysql2';
import {
	type ConnectionKind,
	type Gap,
	type ListedConnection,
	type LockWait,
} from '../attach/listing.js';
import {
	metadataWaits,
	type MetadataLock,
} from '../attach/metadata-conflicts.js';
import {ask, textOf} from './ask.js';
import {
	connectionOf,
	runningStatement,
	type ConnectionReader,
	type ListingChoice,
	type ProcessColumns,
} from './connection-row.js';
import {rowWait} from './row-wait.js';

/*
What MySQL tells of its connections without a lock that others wait for: performance_schema. information_schema.PROCESSLIST holds a mutex that every login needs [manual].
*/

/** All connections; a condition for one may follow. */
export const threadQuery = `SELECT thread.PROCESSLIST_ID, thread.THREAD_ID, thread.NAME, thread.PROCESSLIST_USER, thread.PROCESSLIST_HOST, thread.PROCESSLIST_DB, thread.PROCESSLIST_COMMAND, thread.PROCESSLIST_TIME, thread.PROCESSLIST_STATE, thread.PROCESSLIST_INFO, statement.EVENT_ID, statement.DIGEST, statement.DIGEST_TEXT, statement.SQL_TEXT, statement.END_EVENT_ID IS NULL AS is_running
	FROM performance_schema.threads AS thread
	LEFT JOIN performance_schema.events_statements_current AS statement ON statement.THREAD_ID = thread.THREAD_ID AND statement.NESTING_EVENT_LEVEL = 0
	WHERE thread.PROCESSLIST_ID IS NOT NULL`;

const threadColumns: ProcessColumns = {
	id: 'PROCESSLIST_ID',
	user: 'PROCESSLIST_USER',
	host: 'PROCESSLIST_HOST',
	schema: 'PROCESSLIST_DB',
	command: 'PROCESSLIST_COMMAND',
	seconds: 'PROCESSLIST_TIME',
	state: 'PROCESSLIST_STATE',
};

/** Those of SHOW PROCESSLIST. */
const processColumns: ProcessColumns = {
	id: 'Id',
	user: 'User',
	host: 'Host',
	schema: 'db',
	command: 'Command',
	seconds: 'Time',
	state: 'State',
};

/** It names no lock: data_locks, which does, lists every row lock of the server. */
const rowWaitQuery =
	'SELECT DISTINCT REQUESTING_ENGINE_TRANSACTION_ID AS waiter, BLOCKING_ENGINE_TRANSACTION_ID AS blocker FROM performance_schema.data_lock_waits';

/** All locks of the objects that somebody waits for. */
const metadataQuery = `SELECT metadata.OBJECT_TYPE, metadata.OBJECT_SCHEMA, metadata.OBJECT_NAME, metadata.LOCK_TYPE, metadata.LOCK_STATUS, metadata.OWNER_THREAD_ID
	FROM performance_schema.metadata_locks AS metadata
	WHERE metadata.LOCK_STATUS IN ('GRANTED', 'PENDING') AND (metadata.OBJECT_TYPE, IFNULL(metadata.OBJECT_SCHEMA, ''), IFNULL(metadata.OBJECT_NAME, '')) IN (SELECT OBJECT_TYPE, IFNULL(OBJECT_SCHEMA, ''), IFNULL(OBJECT_NAME, '') FROM performance_schema.metadata_locks WHERE LOCK_STATUS = 'PENDING')`;

/** Reads MySQL's connections and who waits for whom. @throws mysql2's error, when the connection is lost. */
export const readMysqlConnections: ConnectionReader = async (
	connection,
	transactions,
	choice,
) => {
	const remedy = `GRANT SELECT ON performance_schema.* TO ${choice.account}`;
	const threads = await ask(connection, threadQuery, {
		what: 'connections',
		remedy,
	});
	const rows = await ask(connection, rowWaitQuery, {
		what: 'row locks',
		remedy,
	});
	const metadata = await ask(connection, metadataQuery, {
		what: 'metadata locks',
		remedy,
	});
	const ids = new Map(
		threads.rows.map(row => [
			textOf(row, 'THREAD_ID'),
			textOf(row, 'PROCESSLIST_ID'),
		]),
	);
	const connections = threads.rows.map(row => toConnection(row, choice));
	const waits = [
		...rows.rows.flatMap(row => rowWait(row, transactions)),
		...metadataWaits(metadata.rows.map(row => toLock(row, ids))),
	];
	const gaps = [threads, rows, metadata].flatMap(({gap}) => gap ?? []);
	if (connections.length > 0) {
		return {
			connections,
			waits,
			gaps: [...gaps, ...blindLocks(connections, waits)],
		};
	}

	// With performance_schema off its tables are empty, and no error.
	const listed = await ask(connection, processListQuery, {
		what: 'connections',
	});
	return {
		connections: listed.rows.map(row => toListed(row, choice)),
		waits,
		gaps: [
			...gaps,
			...(gaps.length > 0
				? []
				: [
						{
							what: 'metadata locks',
							remedy: "performance_schema = ON in the server's option file",
						} as const,
					]),
			...(listed.gap ? [listed.gap] : []),
		],
	};
};

/** What is left without performance_schema: it shows an account without PROCESS its own connections. */
export const processListQuery = 'SHOW FULL PROCESSLIST';

/** A row of {@link processListQuery}. */
export function toListed(
	row: RowDataPacket,
	choice: Pick<ListingChoice, 'hasLiterals'>,
): ListedConnection {
	return {
		...connectionOf(row, processColumns, kindOf),
		...runningStatement(textOf(row, 'Info'), choice),
	};
}

/** Somebody waits for a metadata lock that nobody is seen to hold: the instrument that shows them is on by default. */
function blindLocks(
	connections: readonly ListedConnection[],
	waits: readonly LockWait[],
): readonly Gap[] {
	const isBlind = connections.some(
		({id, state}) =>
			/metadata lock|^User lock$/.test(state) &&
			!waits.some(({waiter}) => waiter === id),
	);
	return isBlind
		? [
				{
					what: 'metadata locks',
					remedy:
						"UPDATE performance_schema.setup_instruments SET ENABLED = 'YES' WHERE NAME = 'wait/lock/metadata/sql/mdl'",
				},
			]
		: [];
}

/** A row of {@link threadQuery}. */
export function toConnection(
	row: RowDataPacket,
	{hasLiterals}: Pick<ListingChoice, 'hasLiterals'>,
): ListedConnection {
	// A statement that was prepared has a digest only when it runs.
	const text = hasLiterals
		? (textOf(row, 'SQL_TEXT') ?? textOf(row, 'PROCESSLIST_INFO'))
		: textOf(row, 'DIGEST_TEXT');
	const digest = textOf(row, 'DIGEST');
	return {
		...connectionOf(row, threadColumns, by =>
			kindOf({...by, name: textOf(row, 'NAME')}),
		),
		...(text !== undefined && {
			statement: {
				text,
				isRunning: Number(row['is_running']) === 1,
				...(digest !== undefined && {digest}),
			},
		}),
	};
}

/** By the names of the server's own threads [measured on 9.7; those of replicas: sql/rpl_replica.cc of 8.4, sql/event_scheduler.cc]. The process list has none, but users. */
function kindOf({
	name = '',
	command,
	user,
}: {
	readonly name?: string | undefined;
	readonly command: string;
	readonly user: string;
}): ConnectionKind {
	if (
		/\/(?:replica|slave)_|group_rpl/.test(name) ||
		command.startsWith('Binlog Dump') ||
		user === 'system user'
	) {
		return 'replication';
	}

	if (name.includes('/event_') || user === 'event_scheduler') {
		return 'event';
	}

	return command === 'Daemon' || user === '' ? 'system' : 'client';
}

function toLock(
	row: RowDataPacket,
	ids: ReadonlyMap<string | undefined, string | undefined>,
): MetadataLock {
	const owner = ids.get(textOf(row, 'OWNER_THREAD_ID'));
	return {
		...(owner !== undefined && {owner}),
		objectType: textOf(row, 'OBJECT_TYPE') ?? '',
		object: ['OBJECT_SCHEMA', 'OBJECT_NAME']
			.flatMap(name => textOf(row, name) ?? [])
			.join('.'),
		type: textOf(row, 'LOCK_TYPE') ?? '',
		isGranted: textOf(row, 'LOCK_STATUS') === 'GRANTED',
	};
}
