import {type Flavour} from '../../server/flavour.js';
import {type KillKind} from '../events/kill.js';
import {surroundingOf} from '../events/surroundings.js';
import {type Phase} from '../events/phase.js';
import {type WorkloadFacts} from '../workloads/facts/contract.js';
import {
	dataOf,
	measured,
	onClusters,
	rolledBack,
	rollsBack,
	type Knowledge,
} from '../workloads/facts/knowledge.js';
import {factsOf} from '../workloads/facts/registry.js';
import {wasHooked, wasNeverBegun} from './effect.js';
import {commitWaitOf, type CommitWait} from './server-phase.js';
import {
	isBeingUndone,
	phaseOfKill,
	phaseOfSending,
	pendingSteps,
	type KillState,
	type RunState,
} from './state.js';

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

const isOver = 'The connection had already ended.';

/** What is known about kills outside of the target, whatever that is: for the lines under the keys before a kill, and for the sentences after it. The first row that fits counts. */
export const commonKnowledge: readonly Knowledge[] = [
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
		phases: ['setup'],
		now: () => 'error 1317: the run ends there',
		why: {
			interrupted:
				'The statement that prepares the data saw the flag: the run ends before its target.',
			'too-late':
				'The statement that prepares the data ended before it looked at the flag again.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['begin', 'identify', 'savepoint'],
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
		phases: ['cut upload'],
		now: () => 'lost: the server is still receiving',
		why: {
			lost: 'The server was still receiving the statement, and never began to execute it: the connection ended first.',
		},
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
				'COMMIT was waiting for a lock: the whole transaction is rolled back. A second COMMIT returns OK, and commits nothing.',
			'too-late':
				'COMMIT waited for a lock, and did not see the flag: the lock was released first; or the server had accepted the KILL just before COMMIT began, and cleared the flag then.',
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
		now: pending => `too late: it commits ${dataOf(pending)}`,
		why: {
			'too-late':
				'A COMMIT past its point of no return does not check the flag, but in MariaDB its wait for the ACK of a replica does: the data are committed, perhaps on this server only.',
		},
		source: onClusters,
	},
	{
		kind: 'query',
		phases: ['commit', 'semi-sync commit'],
		now: pending => `too late: it commits ${dataOf(pending)}`,
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
		phases: ['setup'],
		autocommit: false,
		now: () => 'disconnects: the run ends there',
		why: {disconnected: rolledBack},
		source: measured,
	},
	{
		kind: 'connection',
		phases: [
			'idle',
			'setup',
			'begin',
			'generate',
			'identify',
			'savepoint',
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
		phases: ['idle', 'begin', 'generate', 'identify', 'savepoint', 'verify'],
		now: pending => rollsBack(pending, 'nothing to roll back yet'),
		nowInFull: pending =>
			rollsBack(pending, 'disconnects; nothing to roll back yet'),
		why: {disconnected: rolledBack},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['blocked commit'],
		now: pending => rollsBack(pending, 'disconnects; nothing to roll back'),
		why: {
			disconnected:
				'COMMIT was waiting for a lock: the transaction is rolled back, unless it got the lock before it saw the flag. The verdict says which.',
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
			'no-statement': 'No statement was running any more.',
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
		why: {
			'already-gone': isOver,
			'no-statement': 'No statement was running any more.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['look', 'over'],
		now: () => 'connection is gone (error 1094)',
		why: {
			'already-gone': isOver,
			disconnected:
				'The client had hung up already, after its last answer. The thread was still there, and ended.',
		},
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
	facts: WorkloadFacts,
	kind: KillKind,
	{phase, autocommit, flavour}: KillPlace,
): Knowledge | undefined {
	return [...facts.knowledge, ...commonKnowledge].find(
		row =>
			row.kind === kind &&
			row.phases.includes(phase) &&
			(row.autocommit ?? autocommit) === autocommit &&
			(row.flavour ?? flavour) === flavour,
	);
}

/** What one more kill does while the rows of a killed target are undone [measured on MySQL 9.7 and MariaDB 10.11]. Once its effect is known, it is explained as the kill before it. */
const whileUndoing: Readonly<Record<KillKind, string>> = {
	query: 'no further effect: it is being undone',
	connection: 'disconnects; the undoing goes on',
};

/**
What a kill of this kind would do at this moment, in one line.

@param room - Cells: with enough of them the line is the longer one.
*/
export function nowOf(
	kind: KillKind,
	run: RunState,
	room = 0,
): string | undefined {
	if (run.lost === undefined && isBeingUndone(run)) {
		return whileUndoing[kind];
	}

	const {flavour, plan} = run;
	const facts = factsOf(plan);
	const known = knownOf(facts, kind, {
		phase: phaseNow(run),
		autocommit: plan.autocommit,
		flavour,
	});
	const steps = run.transaction === 'open' ? pendingSteps(run) : 0;
	const pending = {
		steps,
		noun: facts.stepNoun,
		amount: facts.amount(plan, steps),
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
		knownOf(factsOf(plan), kill.kind, {
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
export function metPhase(run: RunState, kill: KillState): KillPhase {
	if (
		kill.effect?.effect === 'unknown' &&
		run.lost !== undefined &&
		run.lost.at < kill.sentAt
	) {
		return 'cut off';
	}

	if (kill.effect?.effect === 'already-gone') {
		return 'over';
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

/** Where a kill would meet the run at this moment. Pure. */
export function phaseNow(run: RunState): KillPhase {
	const now = phaseOfSending(run);
	const thread = run.view?.view.thread;
	if (now === 'cut off') {
		return now;
	}

	if (now !== 'over' && (run.lost ?? run.transaction === 'lost')) {
		return 'look';
	}

	if (now !== 'commit') {
		return now;
	}

	const wait = thread && commitWaitOf(thread);
	return wait ? phasesOfWaits[wait] : commitHere(run);
}
