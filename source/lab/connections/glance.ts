import {type Connection} from 'mysql2';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {type OthersView} from '../events/events.js';
import {type EventLog} from '../history/event-log.js';

/** Which rows are counted again and again while a run goes on, to show what others see of it. Reading them must take a few ms, whatever is not committed: for a row that was changed, the server makes its old version again. */
export type Glance = {
	/** What follows SELECT COUNT(*), from FROM on. */
	readonly from: string;
	/** How many rows are looked up; absent: all rows of the table are counted. */
	readonly of?: number;
	/** How many rows each one that is counted stands for; absent: for itself. */
	readonly each?: number;
	/** What others see is how far the target is: it is looked at more often. */
	readonly isProgress?: true;
};

/** The least time between two glances, in ms; and between two that show how far the target is. */
const intervals = {usual: 1000, progress: 100} as const;

/** The share of the observer's time that glances may take: after a slow one, the next comes later. */
const shares = {usual: 0.05, progress: 0.5} as const;

/** How long a glance may take on the server, in ms: while it waits, nobody looks at the thread. One that shows how far the target is may take longer: a kill may wait for it. The last one of a run keeps nobody from looking, and what it would wait for keeps the check of the data waiting too. */
const limits = {usual: 100, progress: 500, last: 1000} as const;

/** A statement that ran into its limit: MySQL, MariaDB. */
const outOfTime = new Set([3024, 1969]);

/** After so many glances in a row that ran into their limit, what others see is not known any more. MySQL may keep one waiting while it writes a large value [measured: 9.7.4, 40 MB, on a busy machine]. */
const mostMissed = 2;

/** What others see of a run, again and again; each change is an event. */
export type Glances = {
	/** Glances, unless the last time was a moment ago. @throws mysql2's error, when the connection is lost. */
	readonly next: () => Promise<void>;
	/** Glances once more, at the end. @throws As `next` does. */
	readonly last: () => Promise<void>;
};

/** Creates the glances of a run through the observer connection: what it reads is what is committed, since its sessions are REPEATABLE READ and each of its statements is a transaction of its own. */
export function createGlances(
	connection: Connection,
	glance: Glance,
	log: EventLog,
): Glances {
	const kind = glance.isProgress ? 'progress' : 'usual';
	const interval = intervals[kind];
	const share = shares[kind];
	let dueAt = -Infinity;
	let missed = 0;

	const look = async (limit: number) => {
		const began = log.now();
		const {isOutOfTime, others} = await readGlance(connection, glance, limit);
		const now = log.now();
		dueAt = Math.max(began + interval, now + (now - began) / share);
		missed = isOutOfTime ? missed + 1 : 0;
		if (missed > 0 && missed < mostMissed && limit === limits[kind]) {
			return;
		}

		if (JSON.stringify(others) !== JSON.stringify(log.state().run?.others)) {
			log.emit({type: 'others-view', others});
		}
	};

	return {
		async next() {
			if (log.now() >= dueAt) {
				await look(limits[kind]);
			}
		},
		async last() {
			await look(limits.last);
		},
	};
}

/** The statement of a glance. Each flavour skips the other one's limit. It also ends the wait for a metadata lock [measured with 100 ms, on a busy machine: MySQL 9.7.4 after 103 to 155 ms, MariaDB 10.11.18 after 101]. @param limit - In ms. */
export function glanceStatement({from}: Glance, limit: number): string {
	return `/*M!100102 SET STATEMENT max_statement_time = ${limit / 1000} FOR */ SELECT /*+ MAX_EXECUTION_TIME(${limit}) */ COUNT(*) AS number ${from}`;
}

/** Counts the rows. That they can't be read, because somebody has locked or dropped the table, is no reason to end a run. */
async function readGlance(
	connection: Connection,
	glance: Glance,
	limit: number,
): Promise<{readonly isOutOfTime: boolean; readonly others: OthersView}> {
	try {
		const [row] = await queryPromptly(
			connection,
			glanceStatement(glance, limit),
		);
		const {of, each = 1} = glance;
		return {
			isOutOfTime: false,
			others: {
				type: 'counted',
				rows: each * Number(row?.['number']),
				...(of !== undefined && {of}),
			},
		};
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure)) {
			throw error;
		}

		const isOutOfTime = outOfTime.has(failure.errno ?? 0);
		return {
			isOutOfTime,
			others: {
				type: 'hidden',
				why: isOutOfTime
					? `the table could not be read within ${limit} ms, as when somebody has locked it`
					: failure.message,
			},
		};
	}
}
