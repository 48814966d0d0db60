import {formatBytes} from '../../format.js';
import {type Flavour} from '../../server/flavour.js';
import {type Effect, type KillKind} from '../events/kill.js';
import {surroundingOf} from '../events/surroundings.js';
import {wasHooked, wasNeverBegun} from './effect.js';
import {commitWaitOf, type CommitWait} from './server-phase.js';
import {
	phase,
	phaseOfKill,
	storedFiles,
	type KillState,
	type Phase,
	type RunState,
} from './state.js';

/** How something about the server is known. */
export type Source =
	| 'measured on MySQL 9.7 and MariaDB 10.11'
	| 'measured on clusters of MySQL 9.7 and MariaDB 10.11'
	| "read in the servers' source"
	| 'not sure';

const measured: Source = 'measured on MySQL 9.7 and MariaDB 10.11';
const onClusters: Source =
	'measured on clusters of MySQL 9.7 and MariaDB 10.11';

/**
A phase, as finely as it matters for kills.

- `blocked commit`: COMMIT waits for a lock, such as that of FLUSH TABLES WITH READ LOCK.
- `ack commit`: it waits for the ACK of a replica. `certified commit`: it waits for the nodes of a Galera cluster.
- `semi-sync commit`: it may have waited for an ACK; no look has shown it.
- `hooked commit`: Group Replication does not have the transaction yet.
- `answered commit`: its OK arrived before the connection was closed.
- `cut upload`: the connection ended while the server was still receiving the statement.
- `cut off`: the client has lost the connection, and the server is still executing its statement.
*/
export type KillPhase =
	| Phase
	| 'blocked commit'
	| 'ack commit'
	| 'semi-sync commit'
	| 'certified commit'
	| 'hooked commit'
	| 'answered commit'
	| 'cut upload'
	| 'cut off';

/** What is not committed: the number of files whose INSERT returned OK, and the bytes of one file. */
export type Pending = {readonly files: number; readonly size: number};

/** What one kind of kill does in one phase. */
export type Knowledge = {
	readonly kind: KillKind;
	readonly phases: readonly KillPhase[];
	/** Absent: with or without a transaction. */
	readonly autocommit?: boolean;
	/** Absent: on either. */
	readonly flavour?: Flavour;
	/** What the key would do, in one short line. */
	readonly now: (pending: Pending) => string;
	/** The same for a wider line; absent: `now` says it all. */
	readonly nowInFull?: (pending: Pending) => string;
	/** Why it had its effect, as a sentence, for every effect that can be explained. */
	readonly why: Readonly<Partial<Record<Effect, string>>>;
	readonly source: Source;
};

const wasReading =
	'The server was still receiving the statement, and cleared the flag when execution began.';
const metFlag =
	'The statement saw the flag at its next check point, before it wrote the row.';
const wasWriting =
	'The row was being written, and the server does not check the flag there.';
const rolledBack =
	'The connection is closed, and the server rolls its transaction back.';
const isOver = 'The connection had already ended.';

/** What is known about kills: for the lines under the keys before a kill, and for the sentences after it. The first row that fits counts. */
export const knowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['idle', 'generate'],
		flavour: 'mariadb',
		now: () => 'no statement is running: no effect',
		why: {
			'no-statement':
				'No statement was running. MariaDB shows Killed until the next statement begins, then clears the flag: that statement is not hit.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['idle', 'generate'],
		now: () => 'no statement is running: no effect',
		why: {
			'no-statement':
				'No statement was running; a KILL QUERY does not wait for the next one.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['begin', 'identify'],
		now: () => 'error 1317, or too late',
		why: {
			interrupted: 'A short statement was running, and saw the flag.',
			'too-late':
				'A short statement was running: it ended before it checked the flag.',
		},
		source: 'not sure',
	},
	{
		kind: 'query',
		phases: ['upload'],
		now: () => 'lost: the server is still receiving',
		nowInFull: () =>
			'would be lost: the server is still receiving the statement',
		why: {lost: wasReading},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['cut upload'],
		now: () => 'lost: the server is still receiving',
		why: {
			lost: 'The server was still receiving the statement, and never began to execute it: the connection ended first.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['sent'],
		now: () => 'lost if still receiving, else 1317',
		why: {lost: wasReading, interrupted: metFlag, 'too-late': wasWriting},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'error 1317 at the next check point',
		why: {
			interrupted: metFlag,
			lost: 'The server accepted the KILL just before the statement began, and then cleared the flag.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['write'],
		now: () => 'too late: the row is being written',
		why: {'too-late': wasWriting},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['verify'],
		now: () => 'error 1317, or too late',
		why: {
			interrupted: 'The hash comparison saw the flag.',
			'too-late':
				'The hash comparison is a SELECT of one row: it ended before it checked the flag.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['blocked commit'],
		now: () => 'error 1317; everything rolls back',
		why: {
			interrupted:
				'COMMIT was waiting for a lock: the whole transaction is rolled back.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['hooked commit'],
		now: () => 'error 3100; everything rolls back',
		why: {
			interrupted:
				'The KILL hit COMMIT before the group had the transaction: the server rolled all of it back, with error 3100. Nothing is left on any member.',
		},
		source: onClusters,
	},
	{
		kind: 'query',
		phases: ['ack commit'],
		flavour: 'mysql',
		now: () => 'ignored until the ACK or the timeout',
		why: {
			'too-late':
				'COMMIT was waiting for the ACK of a replica. MySQL does not check the flag there: it kept waiting, then committed.',
		},
		source: onClusters,
	},
	{
		kind: 'query',
		phases: ['ack commit'],
		flavour: 'mariadb',
		now: () => 'ends the wait for the ACK; it commits',
		why: {
			'too-late':
				'COMMIT was waiting for the ACK of a replica. MariaDB ends that wait at once, and the data are committed: without the ACK, perhaps on this server only.',
		},
		source: onClusters,
	},
	{
		kind: 'query',
		phases: ['certified commit'],
		now: () => 'too late: the cluster decides',
		why: {
			'too-late':
				'COMMIT was waiting for the nodes of the cluster, and does not check the flag there.',
		},
		source: onClusters,
	},
	{
		kind: 'query',
		phases: ['semi-sync commit'],
		flavour: 'mariadb',
		now: pending => `too late: it commits ${data(pending)}`,
		why: {
			'too-late':
				'A COMMIT past its point of no return does not check the flag, but in MariaDB its wait for the ACK of a replica does: the data are committed, perhaps on this server only.',
		},
		source: onClusters,
	},
	{
		kind: 'query',
		phases: ['commit', 'semi-sync commit'],
		now: pending => `too late: it commits ${data(pending)}`,
		why: {
			'too-late':
				'A COMMIT past its point of no return does not check the flag.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['rollback'],
		now: () => 'ignored: the rollback runs to its end',
		why: {'too-late': 'A rollback does not check the flag.'},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		autocommit: true,
		now: () => 'disconnects, but the row commits',
		why: {
			disconnected:
				'The statement finished on the server, and under autocommit its row is committed.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['sent'],
		autocommit: true,
		now: () => 'disconnects; this row may commit',
		why: {
			disconnected:
				'The connection is closed; the rows of earlier statements are committed, and the row of this one if the server was writing it.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: [
			'idle',
			'begin',
			'generate',
			'identify',
			'upload',
			'execute',
			'verify',
		],
		autocommit: true,
		now: () => 'disconnects; committed rows stay',
		why: {
			disconnected:
				'The connection is closed; the rows of earlier statements are committed.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['idle', 'begin', 'generate', 'identify', 'upload', 'verify'],
		now: pending => rollsBack(pending, 'nothing to roll back yet'),
		nowInFull: pending =>
			rollsBack(pending, 'disconnects; nothing to roll back yet'),
		why: {disconnected: rolledBack},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['sent'],
		now: pending => rollsBack(pending, 'disconnects; this row is undone'),
		why: {disconnected: rolledBack},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['execute'],
		now: ({files}) =>
			files === 0
				? 'nothing to roll back yet'
				: `rolls back ${ofFiles(files)} at the check point`,
		nowInFull: pending =>
			pending.files === 0
				? 'disconnects; nothing to roll back yet'
				: `rolls back ${data(pending)} at the next check point`,
		why: {
			disconnected:
				'The client is disconnected at once; the thread lives on until its next check point, then the transaction is rolled back.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['write'],
		now: ({files}) => `finishes the row, rolls back ${ofFiles(files + 1)}`,
		nowInFull: ({files}) =>
			files === 0
				? 'finishes this row, then rolls it back'
				: `finishes this row, then rolls it and ${ofFiles(files)} back`,
		why: {
			disconnected:
				'The statement finishes on the server, then the transaction is rolled back.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['blocked commit'],
		now: pending => rollsBack(pending, 'disconnects; nothing to roll back'),
		why: {
			disconnected:
				'COMMIT was waiting for a lock: the transaction is rolled back.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['ack commit'],
		flavour: 'mysql',
		now: () => 'disconnects, but the data commit',
		why: {
			disconnected:
				'COMMIT was waiting for the ACK of a replica: the client was disconnected, but the data are committed. The thread and its row locks stay until the ACK or the timeout.',
		},
		source: onClusters,
	},
	{
		kind: 'connection',
		phases: ['ack commit'],
		flavour: 'mariadb',
		now: () => 'disconnects, but the data commit',
		why: {
			disconnected:
				'COMMIT was waiting for the ACK of a replica: the client was disconnected, but the data are committed.',
		},
		source: onClusters,
	},
	{
		kind: 'connection',
		phases: ['certified commit'],
		now: () => 'disconnects; a majority commits it',
		why: {
			disconnected:
				'COMMIT was waiting for the nodes of the cluster: the client was disconnected, but the data are committed on every node, unless this one has lost the majority.',
		},
		source: onClusters,
	},
	{
		kind: 'connection',
		phases: ['commit', 'semi-sync commit'],
		now: () => 'disconnects; commits all or nothing',
		why: {
			disconnected:
				'The client never got the answer to COMMIT. The server commits everything if it was past the point of no return, otherwise nothing: the verdict says which.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['answered commit'],
		now: () => 'disconnects; the data are committed',
		why: {
			disconnected: 'COMMIT returned OK before the connection closed.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['cut off'],
		now: () => 'no client is left to see the effect',
		why: {
			unknown:
				'The client was already disconnected: no one sees how the statement ends.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['cut off'],
		now: () => 'client is gone; thread still ends',
		why: {
			unknown:
				'The client was already disconnected, but the thread was still there.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['rollback'],
		now: () => 'disconnects; the rollback continues',
		why: {
			disconnected: 'The client is disconnected; the rollback runs to its end.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['look', 'over'],
		now: () => 'connection is gone (error 1094)',
		why: {'already-gone': isOver},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['look', 'over'],
		now: () => 'connection is gone (error 1094)',
		why: {'already-gone': isOver},
		source: measured,
	},
];

/** Where a kill hits a run, as far as that makes a difference. */
export type KillPlace = {
	readonly phase: KillPhase;
	readonly autocommit: boolean;
	readonly flavour: Flavour;
};

/** What is known about a kind of kill at a place. */
export function knownOf(
	kind: KillKind,
	{phase, autocommit, flavour}: KillPlace,
): Knowledge | undefined {
	return knowledge.find(
		row =>
			row.kind === kind &&
			row.phases.includes(phase) &&
			(row.autocommit ?? autocommit) === autocommit &&
			(row.flavour ?? flavour) === flavour,
	);
}

/**
What a kill of this kind would do at this moment, in one line.

@param room - Cells: with enough of them the line is the longer one.
*/
export function nowOf(
	kind: KillKind,
	run: RunState,
	room = 0,
): string | undefined {
	const {flavour, plan} = run;
	const known = knownOf(kind, {
		phase: phaseNow(run),
		autocommit: plan.autocommit,
		flavour,
	});
	const pending = {
		files: run.transaction === 'open' ? storedFiles(run) : 0,
		size: plan.size,
	};
	const full = known?.nowInFull?.(pending);
	return full !== undefined && full.length <= room ? full : known?.now(pending);
}

/** Why a kill had its effect; nothing if it had an effect that is not known there. */
export function whyOf(run: RunState, kill: KillState): string | undefined {
	const {flavour, plan} = run;
	const effect = kill.effect?.effect;
	return (
		effect &&
		knownOf(kill.kind, {
			phase: metPhase(run, kill),
			autocommit: plan.autocommit,
			flavour,
		})?.why[effect]
	);
}

const phasesOfWaits: Readonly<Record<CommitWait, KillPhase>> = {
	lock: 'blocked commit',
	ack: 'ack commit',
	certification: 'certified commit',
};

/** The phase that a kill hit, now that its effect is known. */
function metPhase(run: RunState, kill: KillState): KillPhase {
	if (
		kill.effect?.effect === 'unknown' &&
		run.lost !== undefined &&
		run.lost.at < kill.sentAt
	) {
		return 'cut off';
	}

	if (kill.effect?.effect === 'lost' && wasNeverBegun(kill, run)) {
		return 'cut upload';
	}

	const met = phaseOfKill(kill);
	if (met !== 'commit') {
		return met;
	}

	if (wasHooked(kill, run)) {
		return 'hooked commit';
	}

	const wait =
		kill.commitWait ??
		(kill.effect?.effect === 'interrupted' ? 'lock' : undefined);
	if (wait) {
		return phasesOfWaits[wait];
	}

	return kill.kind === 'connection' && run.transaction === 'committed'
		? 'answered commit'
		: commitHere(run);
}

/** A COMMIT whose waits nobody has seen. */
function commitHere({surroundings}: RunState): KillPhase {
	return surroundingOf(surroundings, 'semi-sync')?.isOn
		? 'semi-sync commit'
		: 'commit';
}

function phaseNow(run: RunState): KillPhase {
	const now = phase(run);
	const thread = run.view?.view.thread;
	if (now !== 'over' && run.lost) {
		return thread?.type === 'alive' ? 'cut off' : 'look';
	}

	if (now !== 'commit') {
		return now;
	}

	const wait = thread && commitWaitOf(thread);
	return wait ? phasesOfWaits[wait] : commitHere(run);
}

function rollsBack(pending: Pending, nothing: string): string {
	return pending.files === 0 ? nothing : `rolls back ${data(pending)}`;
}

function data({files, size}: Pending): string {
	return files === 0
		? 'nothing'
		: `${ofFiles(files)}, ${formatBytes(files * size)}`;
}

function ofFiles(files: number): string {
	return `${files} ${files === 1 ? 'file' : 'files'}`;
}
