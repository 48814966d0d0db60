import {type RowDataPacket} from 'mysql2';
import {
	type ConnectionKind,
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
What MariaDB tells of its connections: the process list, InnoDB's lock waits and, with the plugin metadata_lock_info, who holds which metadata lock. Its performance_schema is off by default.
*/

/** All connections; a condition for one may follow. A statement may be as long as a packet: its beginning is enough. */
export const processQuery =
	'SELECT ID, QUERY_ID, USER, HOST, DB, COMMAND, TIME, STATE, LEFT(INFO, 1024) AS INFO FROM information_schema.PROCESSLIST';

const columns: ProcessColumns = {
	id: 'ID',
	user: 'USER',
	host: 'HOST',
	schema: 'DB',
	command: 'COMMAND',
	seconds: 'TIME',
	state: 'STATE',
};

const rowWaitQuery =
	'SELECT DISTINCT requesting_trx_id AS waiter, blocking_trx_id AS blocker FROM information_schema.INNODB_LOCK_WAITS';

const holderQuery =
	'SELECT THREAD_ID, LOCK_MODE, LOCK_TYPE, TABLE_SCHEMA, TABLE_NAME FROM information_schema.METADATA_LOCK_INFO';

/** What a thread that waits for a metadata lock waits for, by its state and MySQL's names [measured on 10.11]. */
const waitedTypes: Readonly<Partial<Record<string, string>>> = {
	'Waiting for table metadata lock': 'TABLE',
	'Waiting for schema metadata lock': 'SCHEMA',
	'Waiting for backup lock': 'BACKUP LOCK',
	'User lock': 'USER LEVEL LOCK',
};

/** The plugin's types of lock by MySQL's names. */
const objectTypes: Readonly<Partial<Record<string, string>>> = {
	'Table metadata lock': 'TABLE',
	'Schema metadata lock': 'SCHEMA',
	'Backup lock': 'BACKUP LOCK',
	'User lock': 'USER LEVEL LOCK',
};

/** Reads MariaDB's connections and who waits for whom. @throws mysql2's error, when the connection is lost. */
export const readMariadbConnections: ConnectionReader = async (
	connection,
	transactions,
	choice,
) => {
	const processes = await ask(connection, processQuery, {what: 'connections'});
	const rows = await ask(connection, rowWaitQuery, {
		what: 'row locks',
		remedy: `GRANT PROCESS ON *.* TO ${choice.account}`,
	});
	const waiting = processes.rows.filter(
		row => waitedTypes[textOf(row, 'STATE') ?? ''] !== undefined,
	);
	// A server on which nobody waits need not have the plugin.
	const holders =
		waiting.length === 0
			? {rows: []}
			: await ask(connection, holderQuery, {
					what: 'metadata locks',
					remedy: "INSTALL SONAME 'metadata_lock_info'",
				});
	return {
		connections: processes.rows.map(row => toConnection(row, choice)),
		waits: [
			...rows.rows.flatMap(row => rowWait(row, transactions)),
			...metadataLockWaits(waiting, holders.rows),
		],
		gaps: [processes, rows, holders].flatMap(({gap}) => gap ?? []),
	};
};

/** A row of {@link processQuery}. */
export function toConnection(
	row: RowDataPacket,
	choice: Pick<ListingChoice, 'hasLiterals'>,
): ListedConnection {
	return {
		...connectionOf(row, columns, kindOf),
		...runningStatement(textOf(row, 'INFO'), choice),
	};
}

/** The plugin names what is held, and not what is waited for: a thread that waits for a table's lock asks for one of those that its statement names. */
function metadataLockWaits(
	waiting: readonly RowDataPacket[],
	holders: readonly RowDataPacket[],
): readonly LockWait[] {
	const held = holders.flatMap(row => heldLock(row) ?? []);
	const objects = [
		...new Map(
			held.map(lock => [`${lock.objectType} ${lock.object}`, lock]),
		).values(),
	];
	const wanted = waiting.flatMap(row =>
		objects
			.filter(
				({objectType, object}) =>
					objectType === waitedTypes[textOf(row, 'STATE') ?? ''] &&
					isNamed(object, row),
			)
			.map(({objectType, object}): MetadataLock => ({
				owner: textOf(row, 'ID') ?? '',
				objectType,
				object,
				type: wantedType(row),
				isGranted: false,
			})),
	);
	return metadataWaits([...held, ...wanted]);
}

function heldLock(row: RowDataPacket): MetadataLock | undefined {
	const objectType = objectTypes[textOf(row, 'LOCK_TYPE') ?? ''];
	const owner = textOf(row, 'THREAD_ID');
	return objectType === undefined || owner === undefined
		? undefined
		: {
				owner,
				objectType,
				object: ['TABLE_SCHEMA', 'TABLE_NAME']
					.map(name => textOf(row, name) ?? '')
					.filter(Boolean)
					.join('.'),
				type:
					objectType === 'USER LEVEL LOCK'
						? 'EXCLUSIVE'
						: (textOf(row, 'LOCK_MODE') ?? '').replace('MDL_', ''),
				isGranted: true,
			};
}

/** Whether a statement names an object: by its last word, and by its schema if that is not the connection's. */
function isNamed(object: string, row: RowDataPacket): boolean {
	const names = object.split('.');
	const statement = (textOf(row, 'INFO') ?? '').toLowerCase();
	const [schema = '', table = schema] = names;
	return (
		object === '' ||
		(hasWord(statement, table) &&
			(names.length === 1 ||
				textOf(row, 'DB') === schema ||
				hasWord(statement, schema)))
	);
}

function hasWord(text: string, word: string): boolean {
	return text.split(/[^\p{L}\p{N}_$-]+/u).includes(word.toLowerCase());
}

/** The lock that a statement asks for, by its first word: one that changes a table's definition is in the way of all others. */
function wantedType(row: RowDataPacket): string {
	const [word = ''] = (textOf(row, 'INFO') ?? '').trim().split(/\s/);
	switch (word.toUpperCase()) {
		case 'SELECT':
		case 'WITH': {
			return 'SHARED_READ';
		}

		case 'INSERT':
		case 'UPDATE':
		case 'DELETE':
		case 'REPLACE':
		case 'LOAD': {
			return 'SHARED_WRITE';
		}

		default: {
			return 'EXCLUSIVE';
		}
	}
}

/** By the names that the process list gives the server's own threads [sql/slave.cc, sql/event_scheduler.cc of 11.8]. */
function kindOf({
	user,
	command,
}: {
	readonly user: string;
	readonly command: string;
}): ConnectionKind {
	if (
		user === 'system user' ||
		command.startsWith('Binlog Dump') ||
		command.startsWith('Slave')
	) {
		return 'replication';
	}

	if (user === 'event_scheduler') {
		return 'event';
	}

	return command === 'Daemon' ? 'system' : 'client';
}
