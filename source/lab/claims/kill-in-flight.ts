import {isEnding} from '../workloads/facts/thread-states.js';
import {Unmet, type Bench, type Thread} from './bench.js';
import {endWords, type Client, type Ended} from './client.js';

/** Characters of a statement in a message. */
const shownLength = 60;

/** A kill, as SQL has it, before the number of the connection. */
export type KillSql =
	| 'KILL'
	| 'KILL QUERY'
	| 'KILL CONNECTION'
	| 'KILL SOFT QUERY'
	| 'KILL HARD QUERY';

/** A kill of a statement that was in flight. */
export type Sent = {
	/** What the server showed of the statement before the KILL. */
	readonly thread: Thread;
	/** When the KILL's OK came, in ms of `performance.now()`. */
	readonly answeredAt: number;
	/** How the statement will have ended. */
	readonly ending: Promise<Ended>;
};

/** The same, and what became of it. */
export type Met = Omit<Sent, 'ending'> & {
	readonly ended: Ended;
	/** From the KILL's OK to the end of the statement, in ms; less than 0: before it. */
	readonly took: number;
};

/** What is killed, and how. */
export type Target = {
	readonly client: Client;
	readonly runs: string;
	/** Whether it is seen where it is to be met; absent: at work. */
	readonly isMet?: (thread: Thread) => boolean | Promise<boolean>;
	/** Absent: KILL QUERY. */
	readonly kill?: KillSql;
};

/** Whether a thread is at work: it neither reads a statement, nor ends the one before. */
export function atWork({command, state}: Thread): boolean {
	return (
		command !== 'Sleep' &&
		!/^(?:|starting|init)$/i.test(state) &&
		!isEnding(state)
	);
}

/** Whether a thread shows a state that matches. */
export function inState(state: RegExp): (thread: Thread) => boolean {
	return thread => state.test(thread.state);
}

/**
Runs a statement, and kills it once the server shows it as it is to be met.

@throws {Unmet} when it ended before that; mysql2's error of the KILL.
*/
export async function sendKill(
	bench: Bench,
	{client, runs, isMet = atWork, kill = 'KILL QUERY'}: Target,
): Promise<Sent> {
	const what = runs.slice(0, shownLength);
	let end: Ended | undefined;
	const ending = client.run(runs).then(ended => {
		end = ended;
		return ended;
	});
	const thread = await bench.until(`${what} at work`, async () => {
		if (end) {
			throw new Unmet(`${what} ended before it was met: ${endWords(end)}`);
		}

		const seen = await bench.thread(client);
		return seen && (await isMet(seen)) ? seen : undefined;
	});
	await bench.root.query(`${kill} ${client.id}`);
	return {thread, answeredAt: performance.now(), ending};
}

/** The same, and waits for the end. @throws As `sendKill` does. */
export async function killInFlight(bench: Bench, target: Target): Promise<Met> {
	const {ending, ...sent} = await sendKill(bench, target);
	const ended = await ending;
	return {...sent, ended, took: ended.at - sent.answeredAt};
}

/** Waits until the server shows neither a connection nor its transaction. A look at the transactions is as fresh only after 0.1 s without one [measured]. */
export async function untilGone(bench: Bench, client: Client): Promise<void> {
	await bench.until(
		'the thread gone',
		async () => (await bench.thread(client)) === undefined || undefined,
	);
	await bench.until(
		'the transaction gone',
		async () => (await transactionOf(bench, client)) === undefined || undefined,
		trxPause,
	);
}

/** Between two looks at the transactions, in ms: more often InnoDB shows an old picture. */
export const trxPause = 150;

/** A transaction as InnoDB lists it; `undefined`: there is none. */
export async function transactionOf(
	{root}: Bench,
	{id}: Client,
): Promise<{readonly state: string; readonly rows: number} | undefined> {
	const [row] = await root.query(
		'SELECT trx_state AS state, trx_rows_modified AS modified FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id = ?',
		[id],
	);
	return row && {state: String(row['state']), rows: Number(row['modified'])};
}
