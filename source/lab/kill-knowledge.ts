import {type Effect, type KillKind} from './kill.js';
import {isCommitBlocked} from './server-phase.js';
import {
	phase,
	phaseOfKill,
	storedFiles,
	type KillState,
	type Phase,
	type RunState,
} from './state.js';

/** How a statement about the server is known. */
export type Source =
	| 'measured on MySQL 9.7 and MariaDB 10.11'
	| "read in the servers' source"
	| 'not sure';

const measured: Source = 'measured on MySQL 9.7 and MariaDB 10.11';

/** A phase as far as kills make a difference. `blocked commit`: COMMIT waits for a lock, such as that of FLUSH TABLES WITH READ LOCK. `answered commit`: its OK came before the connection was closed. `cut off`: the client has lost the connection, and the server is still at its statement. */
export type KillPhase =
	Phase | 'blocked commit' | 'answered commit' | 'cut off';

/** What one kind of kill does in one phase. */
export type Knowledge = {
	readonly kind: KillKind;
	readonly phases: readonly KillPhase[];
	/** Absent: with a transaction and without. */
	readonly autocommit?: boolean;
	/** What it does to the statement or the connection; absent: the server does not tell. */
	readonly effect?: Effect;
	/** What the key would do, in one short line. `{data}` stands for the files that are not committed. */
	readonly now: string;
	/** Why it did that, as a sentence. */
	readonly why: string;
	readonly source: Source;
};

/** What is known of kills, for the lines under the keys before and for the sentences afterwards. The first row that fits counts. */
export const knowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['idle', 'generate'],
		effect: 'no-statement',
		now: 'no statement runs: nothing happens',
		why: 'No statement was running; a KILL QUERY does not wait for the next one.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['upload'],
		effect: 'lost',
		now: 'lost, the server is still reading',
		why: 'The server was still reading the packet, and cleared the flag when the statement began.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['execute'],
		effect: 'interrupted',
		now: 'error 1317 at its next check point',
		why: 'The statement met the flag at its next check point, before it wrote the row.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['write'],
		effect: 'too-late',
		now: 'too late, the row is being written',
		why: 'The row was being written: there the server does not look at the flag.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['verify'],
		now: 'error 1317, or too late',
		why: 'It was a SELECT of one row: it can end before it meets the flag.',
		source: 'not sure',
	},
	{
		kind: 'query',
		phases: ['blocked commit'],
		effect: 'interrupted',
		now: 'error 1317, and all rolls back',
		why: 'COMMIT was waiting for a lock: the whole transaction is rolled back.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['commit'],
		effect: 'too-late',
		now: 'too late, it commits {data}',
		why: 'A COMMIT past its point of no return does not look at the flag.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['rollback'],
		effect: 'too-late',
		now: 'ignored, the rollback runs to its end',
		why: 'A rollback does not look at the flag.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		autocommit: true,
		effect: 'disconnected',
		now: 'client loses it, yet the row commits',
		why: 'The statement finished on the server, and under autocommit its row is committed.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['idle', 'generate', 'upload', 'execute', 'write', 'verify'],
		autocommit: true,
		effect: 'disconnected',
		now: 'disconnects; committed rows stay',
		why: 'The connection is closed; the rows of earlier statements are committed.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['idle', 'generate', 'upload', 'verify'],
		effect: 'disconnected',
		now: 'rolls back {data}',
		why: 'The connection is closed, and the server rolls its transaction back.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['execute'],
		effect: 'disconnected',
		now: 'soon rolls back {data}',
		why: 'The client is cut off at once; the thread lives on to its next check point, then the transaction is rolled back.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		effect: 'disconnected',
		now: 'finishes, rolls back {data}',
		why: 'The statement finishes on the server, then the transaction is rolled back.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['blocked commit'],
		effect: 'disconnected',
		now: 'rolls back {data}',
		why: 'COMMIT was waiting for a lock: the transaction is rolled back.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['commit'],
		effect: 'disconnected',
		now: 'cut off; all commits, or nothing',
		why: 'The client was cut off from the answer to COMMIT. The server commits everything if it was past the point of no return, else nothing: the verdict tells.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['answered commit'],
		effect: 'disconnected',
		now: 'disconnects; the data are committed',
		why: 'COMMIT was answered with OK before the connection was closed.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['cut off'],
		effect: 'unknown',
		now: 'nobody would be told what it does',
		why: 'The client was cut off already, and nobody is told how the statement ends.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['cut off'],
		effect: 'unknown',
		now: 'cut off already, the thread still ends',
		why: 'The client was cut off already, while the thread was still there.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['rollback'],
		effect: 'disconnected',
		now: 'disconnects; the rollback runs on',
		why: 'The client is cut off; the rollback runs to its end.',
		source: measured,
	},
	{
		kind: 'query',
		phases: ['look', 'over'],
		effect: 'already-gone',
		now: 'nobody is there: error 1094',
		why: 'The connection had ended before.',
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['look', 'over'],
		effect: 'already-gone',
		now: 'nobody is there: error 1094',
		why: 'The connection had ended before.',
		source: measured,
	},
];

/** What is known of a kind of kill in a phase. */
export function knownOf(
	kind: KillKind,
	killPhase: KillPhase,
	autocommit: boolean,
): Knowledge | undefined {
	return knowledge.find(
		row =>
			row.kind === kind &&
			row.phases.includes(killPhase) &&
			(row.autocommit ?? autocommit) === autocommit,
	);
}

/** What a kill of this kind would do at this moment, with the number of files that are not committed. */
export function nowOf(
	kind: KillKind,
	run: RunState,
): {readonly now: string; readonly files: number} | undefined {
	const known = knownOf(kind, phaseNow(run), run.plan.autocommit);
	return known && {now: known.now, files: pendingFiles(run)};
}

/** What is known of why a kill did what it did: nothing, when it did something else than what is known. */
export function whyOf(run: RunState, kill: KillState): string | undefined {
	const {autocommit} = run.plan;
	const killPhase = metPhase(run, kill);
	const known = knownOf(kill.kind, killPhase, autocommit);
	return known?.effect === kill.effect?.effect ? known?.why : undefined;
}

/** The phase that a kill met, now that its effect is known. */
function metPhase({transaction}: RunState, kill: KillState): KillPhase {
	const met = phaseOfKill(kill);
	if (met !== 'commit') {
		return met;
	}

	if (kill.isBlocked ?? kill.effect?.effect === 'interrupted') {
		return 'blocked commit';
	}

	return kill.kind === 'connection' && transaction === 'committed'
		? 'answered commit'
		: met;
}

function phaseNow(run: RunState): KillPhase {
	const now = phase(run);
	const thread = run.view?.view.thread;
	if (now !== 'over' && run.lost) {
		return thread?.type === 'alive' ? 'cut off' : 'look';
	}

	return now === 'commit' && thread?.type === 'alive' && isCommitBlocked(thread)
		? 'blocked commit'
		: now;
}

function pendingFiles(run: RunState): number {
	return run.transaction === 'open' ? storedFiles(run) : 0;
}
