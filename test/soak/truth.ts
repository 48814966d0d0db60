import {setTimeout} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2/promise';
import {type TestServer} from '../helpers/server.js';

/** A statement as the server recorded it. Times are picoseconds of the server's clock. */
export type RecordedStatement = {
	/** The server's name for it, such as `statement/sql/insert`. */
	readonly name: string;
	readonly errno: number;
	readonly start: bigint;
	readonly end: bigint;
	/** When it first was in one of the stages that were asked for, if it was. */
	readonly stageStart?: bigint;
};

/** The server's own records of a run, but for its data. */
export type Truth = {
	/** Those of the run's connection, in order. */
	readonly statements: readonly RecordedStatement[];
	readonly kills: readonly RecordedStatement[];
	/** Whether the connection's thread or a transaction of it still exists. */
	readonly isThere: boolean;
};

/** Reads the server's records run by run. */
export type TruthReader = {
	/** Forgets everything before. */
	readonly begin: () => Promise<void>;
	/**
	Call it after the verdict, while the lab's other connections are open.

	@param stages - Those to be found in each statement, such as `update`.
	*/
	readonly read: (
		connectionId: string,
		stages: readonly string[],
	) => Promise<Truth>;
	/** The rows of a SELECT. */
	readonly select: (sql: string) => Promise<RowDataPacket[]>;
	readonly close: () => Promise<void>;
};

/** These say nothing about a kill's effect: the preparation and the parts of a statement that is recorded under another name, and farewells. */
const parts = new Set([
	'statement/com/Long Data',
	'statement/com/Close stmt',
	'statement/com/Reset stmt',
	'statement/com/Quit',
]);

const preparation = 'statement/com/Prepare';

/** Options of a server that keeps its records long enough for a run. */
export const truthOptions = [
	'--performance-schema-events-statements-history-long-size=20000',
	'--performance-schema-events-stages-history-long-size=50000',
	// MySQL's default is 2, with which no INSERT waits for the AUTO-INC lock.
	'--innodb-autoinc-lock-mode=1',
] as const;

/** Makes the server record its statements and their stages. */
export async function openTruth(server: TestServer): Promise<TruthReader> {
	const connection = await server.connect({
		supportBigNumbers: true,
		bigNumberStrings: true,
	});
	await connection.query(
		`UPDATE performance_schema.setup_consumers SET ENABLED = 'YES' WHERE NAME IN
			('events_statements_current', 'events_statements_history_long', 'events_stages_current', 'events_stages_history_long')`,
	);
	await connection.query(
		`UPDATE performance_schema.setup_instruments SET ENABLED = 'YES', TIMED = 'YES' WHERE NAME LIKE 'stage/sql/%' OR NAME LIKE 'statement/%'`,
	);
	// What a stored procedure executes would push everything else out of the history.
	await connection.query(
		`UPDATE performance_schema.setup_instruments SET ENABLED = 'NO' WHERE NAME LIKE 'statement/sp/%'`,
	);

	return {
		async begin() {
			await connection.query(
				'TRUNCATE performance_schema.events_statements_history_long',
			);
			await connection.query(
				'TRUNCATE performance_schema.events_stages_history_long',
			);
		},
		async read(connectionId, stages) {
			await untilKillsRecorded(connection);
			return {
				...(await readStatements(connection, stages)),
				isThere: await isThere(connection, connectionId),
			};
		},
		select: async sql => select(connection, sql),
		async close() {
			await connection.end();
		},
	};
}

/** A statement is recorded at its end, and its client has its answer a moment before that [measured on a busy machine]. */
async function untilKillsRecorded(connection: Connection): Promise<void> {
	for (;;) {
		const [{unrecorded} = {unrecorded: 0}] = await select(
			connection,
			"SELECT COUNT(*) AS unrecorded FROM performance_schema.events_statements_current WHERE EVENT_NAME = 'statement/sql/kill' AND END_EVENT_ID IS NULL",
		);
		if (Number(unrecorded) === 0) {
			return;
		}

		await setTimeout(10);
	}
}

/** The run's connections are gone; the first of them is the one that was killed. */
async function readStatements(
	connection: Connection,
	stages: readonly string[],
): Promise<Pick<Truth, 'kills' | 'statements'>> {
	const rows = await select(
		connection,
		`SELECT s.EVENT_NAME AS name, s.MYSQL_ERRNO AS errno, s.TIMER_START AS start, s.TIMER_END AS end,
			s.THREAD_ID AS thread, t.THREAD_ID IS NULL AS gone,
			s.EVENT_NAME = 'statement/sql/select' AND LEFT(s.SQL_TEXT, 15) = 'SELECT GET_LOCK' AS rendezvous,
			(SELECT MIN(w.TIMER_START) FROM performance_schema.events_stages_history_long AS w
				WHERE w.THREAD_ID = s.THREAD_ID AND w.NESTING_EVENT_ID = s.EVENT_ID
				AND SUBSTRING_INDEX(w.EVENT_NAME, '/', -1) IN (${stages.map(stage => `'${stage}'`).join(', ')})) AS stageStart
		FROM performance_schema.events_statements_history_long AS s
		LEFT JOIN performance_schema.threads AS t ON t.THREAD_ID = s.THREAD_ID
		ORDER BY s.TIMER_START`,
	);
	const recorded = rows.map(row => ({
		thread: String(row['thread']),
		isGone: Number(row['gone']) === 1,
		isRendezvous: Number(row['rendezvous']) === 1,
		statement: {
			name: String(row['name']),
			errno: Number(row['errno']),
			start: BigInt(String(row['start'])),
			end: BigInt(String(row['end'])),
			...(row['stageStart'] !== null && {
				stageStart: BigInt(String(row['stageStart'])),
			}),
		},
	}));

	const gone = recorded.filter(({isGone}) => isGone);
	const met = gone.find(({isRendezvous}) => isRendezvous);
	const ofWork = gone.filter(
		({thread}) => met === undefined || thread === met.thread,
	);
	return {
		// Up to the rendezvous the run has not begun.
		statements: ofWork
			.slice(met === undefined ? 0 : ofWork.indexOf(met) + 1)
			.map(({statement}) => statement)
			.filter(
				({name, errno}) =>
					!parts.has(name) && (name !== preparation || errno !== 0),
			),
		kills: recorded
			.map(({statement}) => statement)
			.filter(({name}) => name === 'statement/sql/kill'),
	};
}

async function isThere(
	connection: Connection,
	connectionId: string,
): Promise<boolean> {
	const rows = await select(
		connection,
		`SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_ID = ${connectionId}
		UNION ALL SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ${connectionId}`,
	);
	return rows.length > 0;
}

async function select(
	connection: Connection,
	sql: string,
): Promise<RowDataPacket[]> {
	const [rows] = await connection.query<RowDataPacket[]>(sql);
	return rows;
}
