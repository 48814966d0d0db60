import {type Connection, type RowDataPacket} from 'mysql2';
import {type Flavour} from '../../server/flavour.js';
import {
	type Gap,
	type ListedConnection,
	type OpenTransaction,
} from '../attach/listing.js';
import {
	type FirstLook,
	type ListedThread,
	type VictimLook,
} from '../attach/victim.js';
import {ask, textOf, type Reading} from './ask.js';
import {
	processQuery,
	toConnection as toMariadbConnection,
} from './mariadb-connections.js';
import {
	processListQuery,
	threadQuery,
	toConnection as toMysqlConnection,
	toListed,
} from './mysql-connections.js';
import {readTransactions} from './transactions.js';

/** Whom to look at, and how. */
export type VictimChoice = {
	readonly connectionId: string;
	readonly flavour: Flavour;
	/** Statements as they were sent, values and all. */
	readonly hasLiterals: boolean;
	/** The account that looks, as GRANT names it. */
	readonly account: string;
	/** What the first look found; absent: this is the first. */
	readonly first?: FirstLook;
};

/** What a server has recorded of the statement and the transaction of a first look. */
type Recorded = Pick<VictimLook, 'endedWith' | 'transactionEnd'>;

/** What a server has recorded of a thread's open transaction. */
type OpenRecord = Pick<
	ListedThread,
	'transactionNumber' | 'isBegun' | 'hasPrepared'
>;

/** How one flavour shows a connection. */
type VictimReader = {
	readonly query: string;
	readonly condition: string;
	readonly toConnection: (
		row: RowDataPacket,
		choice: VictimChoice,
	) => ListedConnection;
	/** The columns of a thread's and a statement's number. */
	readonly columns: {
		readonly threadId?: string;
		readonly statementNumber: string;
	};
	/** What would show the connection if it can't be read. */
	readonly remedy: (choice: VictimChoice) => string;
	/** All connections another way, for an account or a server without the first one; absent: there is none. */
	readonly otherwise?: {
		readonly query: string;
		readonly toConnection: VictimReader['toConnection'];
	};
	/** Absent: the server keeps none. */
	readonly record?: {
		/** What it tells of a thread's open transaction. */
		readonly open: (
			connection: Connection,
			threadId: string,
		) => Promise<OpenRecord>;
		readonly read: (
			connection: Connection,
			first: FirstLook,
		) => Promise<Recorded>;
	};
};

const readers: Readonly<Record<Flavour, VictimReader>> = {
	mysql: {
		query: threadQuery,
		condition: 'AND thread.PROCESSLIST_ID =',
		toConnection: toMysqlConnection,
		columns: {threadId: 'THREAD_ID', statementNumber: 'EVENT_ID'},
		remedy: ({account}) => `GRANT SELECT ON performance_schema.* TO ${account}`,
		otherwise: {query: processListQuery, toConnection: toListed},
		record: {open: readOpen, read: readRecord},
	},
	mariadb: {
		query: processQuery,
		condition: 'WHERE ID =',
		toConnection: toMariadbConnection,
		columns: {statementNumber: 'QUERY_ID'},
		remedy: ({account}) => `GRANT PROCESS ON *.* TO ${account}`,
		// Its performance_schema is off by default.
	},
};

/**
Looks once at one connection: its thread, its transaction, and what the server has recorded of the statement and the transaction of the first look. It reads, and changes nothing.

@throws mysql2's error, when the connection is lost.
*/
export async function readVictim(
	connection: Connection,
	choice: VictimChoice,
): Promise<{readonly look: VictimLook; readonly gaps: readonly Gap[]}> {
	const {flavour, connectionId, account, first} = choice;
	const reader = readers[flavour];
	const threads = await ask(
		connection,
		`${reader.query} ${reader.condition} ${connectionId}`,
		{what: 'connections', remedy: reader.remedy(choice)},
	);
	const thread =
		threadOf(threads, reader, choice) ??
		(await readOtherwise(connection, reader, choice)) ??
		({type: 'gone'} as const);
	const threadId = thread.type === 'listed' ? thread.threadId : undefined;
	const open =
		first === undefined && threadId !== undefined
			? await reader.record?.open(connection, threadId)
			: {};
	const recorded = first ? await reader.record?.read(connection, first) : {};
	const {transactions, gaps} = await readTransactions(connection, account);
	const [hidden] = gaps;
	const wanted = first?.transaction?.transactionId;
	const transaction: OpenTransaction | undefined = transactions.find(one =>
		wanted === undefined
			? one.connectionId === connectionId
			: one.transactionId === wanted,
	);
	return {
		look: {
			at: performance.now(),
			thread: {...thread, ...open},
			...(transaction && {transaction}),
			...(hidden?.remedy !== undefined && {hiddenUntil: hidden.remedy}),
			...recorded,
		},
		gaps: [...(threads.gap ? [threads.gap] : []), ...gaps],
	};
}

/** A thread that the first way has not shown, unless that way has shown it before. */
async function readOtherwise(
	connection: Connection,
	{otherwise}: VictimReader,
	choice: VictimChoice,
): Promise<ListedThread | undefined> {
	if (!otherwise || choice.first?.thread.threadId !== undefined) {
		return undefined;
	}

	const {rows} = await ask(connection, otherwise.query, {what: 'connections'});
	const found = rows
		.map(row => otherwise.toConnection(row, choice))
		.find(({id}) => id === choice.connectionId);
	return found && {type: 'listed', connection: found};
}

function threadOf(
	{rows: [row]}: Reading,
	{columns, toConnection}: VictimReader,
	choice: VictimChoice,
): ListedThread | undefined {
	if (!row) {
		return undefined;
	}

	const threadId =
		columns.threadId === undefined ? undefined : textOf(row, columns.threadId);
	const statementNumber = textOf(row, columns.statementNumber);
	return {
		type: 'listed',
		connection: toConnection(row, choice),
		...(threadId !== undefined && {threadId}),
		...(statementNumber !== undefined && {statementNumber}),
	};
}

/** A thread's open transaction, by MySQL's record of what is going on; empty: it has none, or the account may not see it. */
async function readOpen(
	connection: Connection,
	threadId: string,
): Promise<OpenRecord> {
	const {rows} = await ask(
		connection,
		`SELECT EVENT_ID, XA_STATE, AUTOCOMMIT FROM performance_schema.events_transactions_current WHERE THREAD_ID = ${threadId} AND STATE = 'ACTIVE'`,
		{what: 'transactions'},
	);
	const [row] = rows;
	const transactionNumber = row && textOf(row, 'EVENT_ID');
	return {
		...(transactionNumber !== undefined && {transactionNumber}),
		...(row?.['AUTOCOMMIT'] === 'NO' && {isBegun: true}),
		...(row?.['XA_STATE'] === 'PREPARED' && {hasPrepared: true}),
	};
}

/** The states of an ended transaction. */
const ends: ReadonlyMap<string, VictimLook['transactionEnd']> = new Map([
	['COMMITTED', 'committed'],
	['ROLLED BACK', 'rolled back'],
] as const);

/** What MySQL's record tells of a thread, which it forgets with the thread [measured on 9.7]: it is on by default. */
async function readRecord(
	connection: Connection,
	{thread: {threadId, statementNumber, transactionNumber}}: FirstLook,
): Promise<Recorded> {
	const read = async (
		about: 'statements' | 'transactions',
		number: string | undefined,
		column: string,
	) => {
		if (threadId === undefined || number === undefined) {
			return undefined;
		}

		const {rows} = await ask(
			connection,
			['current', 'history']
				.map(
					when =>
						`SELECT ${column} AS value FROM performance_schema.events_${about}_${when} WHERE THREAD_ID = ${threadId} AND EVENT_ID = ${number} AND END_EVENT_ID IS NOT NULL`,
				)
				.join(' UNION '),
			{what: about},
		);
		return rows[0] && textOf(rows[0], 'value');
	};

	const errno = await read('statements', statementNumber, 'MYSQL_ERRNO');
	const state = await read('transactions', transactionNumber, 'STATE');
	const end = state === undefined ? undefined : ends.get(state);
	return {
		...(errno !== undefined && {endedWith: Number(errno)}),
		...(end !== undefined && {transactionEnd: end}),
	};
}
