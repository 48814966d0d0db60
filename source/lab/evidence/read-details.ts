import {type Connection} from 'mysql2';
import {type Flavour} from '../../server/flavour.js';
import {
	type SessionThing,
	type VictimDetails,
} from '../attach/victim-details.js';
import {type FirstLook} from '../attach/victim.js';
import {withoutLiterals} from '../attach/without-literals.js';
import {ask, textOf} from './ask.js';

/** Whose session is looked at. */
export type DetailsChoice = {
	readonly flavour: Flavour;
	readonly look: FirstLook;
	/** Statements as they were sent, values and all. */
	readonly hasLiterals: boolean;
};

/** The attributes that say who a client is; others are versions of its library. */
const toldAttributes = ['program_name', '_client_name', '_pid', '_os'];

/** What a session can have that a KILL CONNECTION ends: a query that counts it. MySQL names a thread by its THREAD_ID [measured on 9.7], and the temporary tablespaces by the connection's id. */
const mysqlThings: ReadonlyArray<{
	readonly thing: SessionThing;
	readonly count: (by: {
		readonly threadId: string;
		readonly id: string;
	}) => string;
}> = [
	{
		thing: 'temporary table',
		count: ({id}) =>
			`SELECT COUNT(*) AS number FROM information_schema.INNODB_SESSION_TEMP_TABLESPACES WHERE ID = ${id} AND PURPOSE = 'USER'`,
	},
	{
		thing: 'user lock',
		count: ({threadId}) =>
			`SELECT COUNT(*) AS number FROM performance_schema.metadata_locks WHERE OBJECT_TYPE = 'USER LEVEL LOCK' AND LOCK_STATUS = 'GRANTED' AND OWNER_THREAD_ID = ${threadId}`,
	},
	{
		thing: 'table lock',
		count: ({threadId}) =>
			`SELECT COUNT(*) AS number FROM performance_schema.metadata_locks WHERE OBJECT_TYPE = 'TABLE' AND LOCK_STATUS = 'GRANTED' AND LOCK_TYPE IN ('SHARED_NO_READ_WRITE', 'SHARED_READ_ONLY') AND LOCK_DURATION = 'TRANSACTION' AND OWNER_THREAD_ID = ${threadId}`,
	},
	{
		thing: 'user variable',
		count: ({threadId}) =>
			`SELECT COUNT(*) AS number FROM performance_schema.user_variables_by_thread WHERE THREAD_ID = ${threadId}`,
	},
	{
		thing: 'prepared statement',
		count: ({threadId}) =>
			`SELECT COUNT(*) AS number FROM performance_schema.prepared_statements_instances WHERE OWNER_THREAD_ID = ${threadId}`,
	},
];

const allThings = mysqlThings.map(({thing}) => thing);

/**
Looks at what a victim's session has besides its transaction, and at what its client says of itself. It reads, and changes nothing.

@throws mysql2's error, when the connection is lost.
*/
export async function readDetails(
	connection: Connection,
	{flavour, look, hasLiterals}: DetailsChoice,
): Promise<VictimDetails> {
	const {threadId, statementNumber, connection: seen} = look.thread;
	// MariaDB's performance_schema is off by default.
	if (flavour === 'mariadb' || threadId === undefined) {
		return {
			attributes: [],
			tables: [],
			session: new Map(),
			untold: allThings,
		};
	}

	const session = new Map<SessionThing, number>();
	const untold: SessionThing[] = [];
	for (const {thing, count} of mysqlThings) {
		const {rows, gap} = await ask(connection, count({threadId, id: seen.id}), {
			what: 'connections',
		});
		const number = Number(rows[0]?.['number'] ?? 0);
		if (gap) {
			untold.push(thing);
		} else if (number > 0) {
			session.set(thing, number);
		}
	}

	const attributes = await ask(
		connection,
		`SELECT ATTR_NAME, ATTR_VALUE FROM performance_schema.session_connect_attrs WHERE PROCESSLIST_ID = ${seen.id}`,
		{what: 'connections'},
	);
	const tables = await ask(
		connection,
		`SELECT DISTINCT CONCAT(OBJECT_SCHEMA, '.', OBJECT_NAME) AS name FROM performance_schema.metadata_locks WHERE OBJECT_TYPE = 'TABLE' AND LOCK_STATUS = 'GRANTED' AND OWNER_THREAD_ID = ${threadId} ORDER BY name`,
		{what: 'metadata locks'},
	);
	const values = new Map(
		attributes.rows.map(row => [
			textOf(row, 'ATTR_NAME') ?? '',
			textOf(row, 'ATTR_VALUE') ?? '',
		]),
	);
	const before = await statementBefore(connection, {
		threadId,
		statementNumber,
		hasLiterals,
	});
	return {
		attributes: toldAttributes.flatMap(name => {
			const value = values.get(name);
			return value === undefined || value === ''
				? []
				: [[name, value] as const];
		}),
		...(before !== undefined && {before}),
		tables: tables.rows.map(row => textOf(row, 'name') ?? ''),
		session,
		untold,
	};
}

async function statementBefore(
	connection: Connection,
	{
		threadId,
		statementNumber = '0',
		hasLiterals,
	}: {
		readonly threadId: string;
		readonly statementNumber: string | undefined;
		readonly hasLiterals: boolean;
	},
): Promise<string | undefined> {
	const {rows} = await ask(
		connection,
		`SELECT SQL_TEXT, DIGEST_TEXT FROM performance_schema.events_statements_history WHERE THREAD_ID = ${threadId} AND NESTING_EVENT_LEVEL = 0 AND EVENT_ID < ${statementNumber} ORDER BY EVENT_ID DESC LIMIT 1`,
		{what: 'statements'},
	);
	const [row] = rows;
	const text = row && textOf(row, 'SQL_TEXT');
	return text === undefined
		? undefined
		: hasLiterals
			? text
			: ((row && textOf(row, 'DIGEST_TEXT')) ?? withoutLiterals(text));
}
