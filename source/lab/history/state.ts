import {type Failure} from '../../server/failure.js';
import {type Flavour} from '../../server/flavour.js';
import {type Effect, type KillKind, type KillRoute} from '../events/kill.js';
import {type ControlRun} from '../events/control-run.js';
import {type OnInterrupt, type RunPlan} from '../events/run-plan.js';
import {
	type EventBody,
	type OthersView,
	type ServerFacts,
	type ServerView,
	type StatementRole,
	type StatementOutcome,
	type Verdict,
} from '../events/events.js';
import {type Aim} from '../events/aim.js';
import {type Problem} from '../events/finding.js';
import {type Surrounding} from '../events/surroundings.js';
import {type WaitState} from '../events/wait.js';
import {type Phase, type RunPhase} from '../events/phase.js';
import {endingOf} from '../workloads/facts/endings.js';
import {factsOf} from '../workloads/facts/registry.js';
import {struckOk} from '../workloads/facts/struck.js';
import {isUndoing} from '../workloads/facts/thread-states.js';
import {writingRole} from '../workloads/facts/writing.js';
import {type CommitWait} from './server-phase.js';
import {type KeptRun} from './earlier-run.js';
import {type Pace} from './paces.js';
import {type SeenView} from './seen-view.js';
import {type Answered, type Question} from './question-state.js';
import {type TriedCell} from './tried.js';

/** A statement of the run. Times are ms on the session's clock. */
export type StatementState = {
	readonly statement: number;
	readonly role: StatementRole;
	/** What it is called, such as `INSERT`. */
	readonly name: string;
	readonly step?: number;
	readonly startedAt: number;
	/** When the kernel had all of its bytes. */
	readonly sentAt?: number;
	/** For a target: the phases in which the server was seen once it had all of it, and when first. In the workload's order; those that no look has met are missing. */
	readonly reached?: ReadonlyArray<{
		readonly phase: string;
		readonly at: number;
	}>;
	/** For a target that a kill has ended: when the server was first seen undoing its rows; absent: no look met that. */
	readonly undoSeenAt?: number;
	readonly ended?: {readonly at: number; readonly outcome: StatementOutcome};
	/** For an interrupted statement that left its transaction open: what was pending there, and what the client does next. `go on`: it got an OK. `savepoint`: it goes back to that. `nobody`: the question was over before anybody had answered. */
	readonly left?: {
		readonly rows: number;
		readonly next: OnInterrupt | 'go on' | 'savepoint' | 'nobody';
		/** It was asked, and a person answered. */
		readonly isChosen?: true;
		/** The transaction as the newest look meanwhile has read it; absent: none has found it. */
		readonly seen?: {readonly state: string; readonly rows: number};
	};
};

/** A step of the run. Times are ms on the session's clock. */
export type StepState = {
	readonly step: number;
	readonly name: string;
	readonly unit: 'bytes' | 'rows';
	/** Absent: not known. */
	readonly total?: number;
	readonly startedAt: number;
	readonly madeAt?: number;
	/** The SHA-256 of its data. */
	readonly hash?: string;
	/** What a control run of its target has found. */
	readonly control?: ControlRun;
	/** In its unit: for an upload, the bytes that the kernel has taken. */
	readonly done: number;
	/** What was done in a second, over the last moment. */
	readonly rate: number;
	/** Where the measurement of `rate` began last. */
	readonly rateFrom?: {readonly at: number; readonly done: number};
	readonly isIntact?: boolean;
	/** One of its statements was interrupted, and the client left the rest of it out. */
	readonly isSkipped?: true;
};

/** A kill and everything known about it. Times are ms on the session's clock. */
export type KillState = {
	readonly kill: number;
	readonly kind: KillKind;
	readonly connectionId: string;
	/** Absent: it was planned. */
	readonly keyAt?: number;
	/** What was planned; absent: a key sent it, or nobody recorded that. */
	readonly aim?: Aim;
	/** What was sent. */
	readonly statement: string;
	/** When it was sent, by the route that was used in the end. */
	readonly sentAt: number;
	/** For a kill that was refused and sent again by another route: what was refused, and why. */
	readonly refused?: {
		readonly statement: string;
		readonly failure: Failure;
		readonly sentAt: number;
		readonly at: number;
	};
	/** The phase in which it was sent, as far as was known. */
	readonly phase: Phase;
	/** The phase in which the kill arrived, by the thread's state right after it, or by what it did. */
	readonly seen?: Phase;
	/** What the COMMIT that it was sent to was waiting for. */
	readonly commitWait?: CommitWait;
	/** The step that the phase was about, and the part of it that was done, 0 to 1. */
	readonly step?: {readonly step: number; readonly part: number};
	/** What a person was to do when it was sent: answer the question, or let the COMMIT go; absent: neither. */
	readonly awaits?: 'answer' | 'commit';
	readonly answer?:
		| {readonly type: 'acknowledged'; readonly at: number}
		| {
				/** `unanswered`: the control connection was lost before the answer came. */
				readonly type: 'refused' | 'unanswered';
				readonly at: number;
				readonly failure: Failure;
		  };
	/** What the server was doing when it accepted the kill. */
	readonly thread?: ServerView['thread'];
	readonly effect?: {
		readonly effect: Effect;
		readonly at: number;
		/** It came too late, and nothing tells whether the statement was still in flight when the server had it. */
		readonly mayHaveMissed?: true;
	};
	/** For a kill that interrupted a statement: what that left. */
	readonly left?: StatementState['left'];
	/** For a KILL CONNECTION: when its transaction was first seen being rolled back; absent: no look met that. */
	readonly rollbackSeenAt?: number;
	/** For a KILL CONNECTION that took effect: when the server was first seen without the thread, and without its transaction, unless that may be prepared. */
	readonly threadGoneAt?: number;
	readonly transactionGoneAt?: number;
};

/** What the client believes of its transaction. `rolled back`: by the client's ROLLBACK. `aborted`: the server had rolled it back by then. `lost`: its connection went away with the transaction open. */
export type TransactionState =
	'none' | 'open' | 'committed' | 'rolled back' | 'aborted' | 'lost';

/** What another connection has found of an XA transaction whose own is gone. */
export type Recovered = Omit<
	Extract<EventBody, {readonly type: 'recovered'}>,
	'type'
>;

/** The whole state of one run at a moment. */
export type RunState = {
	readonly run: number;
	readonly plan: RunPlan;
	readonly flavour: Flavour;
	/** What the server is part of: what COMMIT waits for there. */
	readonly surroundings: readonly Surrounding[];
	readonly connectionId: string;
	/** MariaDB's number of the statement in flight; absent: not asked for, or not seen yet. */
	readonly queryId?: string;
	readonly startedAt: number;
	readonly transaction: TransactionState;
	readonly statements: readonly StatementState[];
	readonly steps: readonly StepState[];
	readonly kills: readonly KillState[];
	/** How many kills were requested while nothing could be killed. */
	readonly missedKills: number;
	/** The planned kills whose moment never came; absent: not known yet, or none. */
	readonly unsentKills?: readonly Aim[];
	/** When the control connection last came back after it was lost. */
	readonly controlBackAt?: number;
	readonly paused: boolean;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number;
	/** Each pause, each end of one and each other rate, the oldest first; absent: there was none. */
	readonly paces?: readonly Pace[];
	readonly onInterrupt: OnInterrupt;
	/** The client waits for a person to say what follows an interruption; absent: nothing is asked. */
	readonly question?: Question;
	/** The questions that are over, the oldest first; absent: none is. */
	readonly answered?: readonly Answered[];
	readonly view?: SeenView;
	/** Absent: nobody has looked. */
	readonly others?: OthersView;
	readonly lost?: {readonly at: number; readonly failure: Failure};
	readonly broken?: string;
	readonly lookedAt?: number;
	/** What became of its XA transaction once its connection was gone; absent: nobody had to ask. */
	readonly recovered?: Recovered & {readonly at: number};
	/** When the server was first seen, after the look began, without the thread and its transaction. */
	readonly goneAt?: number;
	readonly verdict?: {readonly verdict: Verdict; readonly at: number};
};

/** The whole state of the lab at a moment: everything that a person sees is a function of it. */
export type LabState = {
	readonly server?: ServerFacts;
	/** What the keys send; absent: plain KILL statements. */
	readonly route?: KillRoute;
	/** Why nothing can be killed right now; absent: kills can be sent. */
	readonly controlLost?: Failure;
	/** What the preflight found that may spoil a run; absent: nothing. */
	readonly warnings?: readonly Problem[];
	/** What the lab waits for outside the experiment, the newest last; absent: nothing has taken long. */
	readonly waits?: readonly WaitState[];
	/** What the next run is going to do, and the one that goes on, as far as keys change it; absent: the lab is not open yet. */
	readonly plan?: RunPlan;
	/** This kill will be sent on its own at its moment, in this run or a later one; absent: none is armed. */
	readonly armed?: Aim;
	/** The armed kill that the newest plan has no moment for, and the plan that it was armed for; absent: there was none, or a run has begun since. */
	readonly disarmed?: {readonly kill: Aim; readonly plan: RunPlan};
	readonly run?: RunState;
	/** The run before, as it ended. */
	readonly previous?: RunState;
	/** The earlier runs of the session, the oldest first. */
	readonly earlier?: readonly KeptRun[];
	/** What the kills of all these runs did; absent: there was none. */
	readonly tried?: readonly TriedCell[];
};

export const initialState: LabState = {};

/** The statement in flight, if there is one. */
export function currentStatement(run: RunState): StatementState | undefined {
	const last = run.statements.at(-1);
	return last?.ended ? undefined : last;
}

/** The statement with this number, if it has begun. */
export function statementNumbered(
	{statements}: RunState,
	number: number,
): StatementState | undefined {
	return statements.find(({statement}) => statement === number);
}

/** The phase of each statement but the target, which has several. */
export const phaseOfRole = {
	setup: 'setup',
	write: 'setup',
	begin: 'begin',
	identify: 'identify',
	savepoint: 'savepoint',
	check: 'verify',
	end: 'prepare',
	prepare: 'prepare',
	commit: 'commit',
	rollback: 'rollback',
} as const satisfies Readonly<
	Record<Exclude<StatementRole, 'target'>, RunPhase>
>;

/** What the run is doing. */
export function phase(run: RunState): Phase {
	if (run.verdict) {
		return 'over';
	}

	if (run.lookedAt !== undefined) {
		return 'look';
	}

	const statement = currentStatement(run);
	switch (statement?.role) {
		case 'target': {
			return targetPhase(run, statement);
		}

		case 'setup':
		case 'write':
		case 'begin':
		case 'identify':
		case 'savepoint':
		case 'check':
		case 'end':
		case 'prepare':
		case 'commit':
		case 'rollback': {
			return phaseOfRole[statement.role];
		}

		case undefined: {
			if (isPrepared(run)) {
				return 'prepared';
			}

			const step = run.steps.at(-1);
			return step && step.madeAt === undefined && !run.broken
				? 'generate'
				: 'idle';
		}
	}
}

/** Whether the XA transaction is prepared, and its client does nothing. */
function isPrepared({transaction, statements}: RunState): boolean {
	const last = statements.at(-1);
	return (
		transaction === 'open' &&
		last?.role === 'prepare' &&
		last.ended?.outcome.type === 'ok'
	);
}

/** The phase of a target in flight, as far as is known. */
export function targetPhase(
	{plan}: RunState,
	{sentAt, reached = []}: StatementState,
): Phase {
	const [reading, sent] = factsOf(plan).phases;
	return reached.at(-1)?.phase ?? (sentAt === undefined ? reading : sent).name;
}

/** Whether a kill has ended the target in flight, and the server is seen undoing its rows. */
export function isBeingUndone(run: RunState): boolean {
	const statement = currentStatement(run);
	if (statement?.role !== 'target' || run.view === undefined) {
		return false;
	}

	const {
		view: {thread, transaction},
		asked,
	} = run.view;
	return (
		(transaction.type === 'open' &&
			transaction.state === 'ROLLING BACK' &&
			isOfStatement(statement, asked.transaction)) ||
		(thread.type === 'alive' &&
			isUndoing(thread.state) &&
			isOfStatement(statement, asked.thread))
	);
}

/** Whether what the server was asked at a moment, in ms, is about a statement: what it was asked before it had all of it may be about the one before. Pure. */
export function isOfStatement(
	{sentAt = Infinity}: Pick<StatementState, 'sentAt'>,
	asked: number,
): boolean {
	return asked >= sentAt;
}

/** The phase in which a kill arrived. */
export function phaseOfKill({seen, phase}: KillState): Phase {
	return seen ?? phase;
}

/** The newest target of a step, if one has begun. */
export function targetOf(
	run: RunState,
	step: number,
): StatementState | undefined {
	return newestOf(run, 'target', step);
}

/** The newest statement of a step, if one has begun, that writes what the verdict looks for. */
export function writingOf(
	run: RunState,
	step: number,
): StatementState | undefined {
	return newestOf(run, writingRole(factsOf(run.plan)), step);
}

function newestOf(
	{statements}: RunState,
	role: StatementRole,
	step: number,
): StatementState | undefined {
	return statements.findLast(
		statement => statement.role === role && statement.step === step,
	);
}

/** The part of a step that is done, 0 to 1; of one whose total is not known, 0. */
export function partOf({done, total = 0}: StepState): number {
	return total === 0 ? 0 : done / total;
}

/** The part of the target in flight that is done, 0 to 1; without one, 0. */
export function partInFlight(run: RunState): number {
	const step = run.steps.at(-1);
	return currentStatement(run)?.role === 'target' && step ? partOf(step) : 0;
}

/** Whether a thread outlives its client: that is cut off, and the newest look has found the thread. */
function outlivesClient({lost, transaction, verdict, view}: RunState): boolean {
	return (
		verdict === undefined &&
		(lost !== undefined || transaction === 'lost') &&
		view?.view.thread.type === 'alive'
	);
}

/** Where a run is for a kill that is sent. */
export function phaseOfSending(run: RunState): Phase {
	return outlivesClient(run) ? 'cut off' : phase(run);
}

/** Whether every step is done and COMMIT is paused. */
export function isCommitHeld({
	paused,
	statements,
	steps,
	plan,
}: RunState): boolean {
	const last = statements.at(-1);
	const isDone =
		last?.role === (factsOf(plan).check ? 'check' : 'target') &&
		last.ended?.outcome.type === 'ok';
	return (
		paused &&
		!plan.autocommit &&
		endingOf(factsOf(plan)) === 'commit' &&
		(last?.left?.next === 'commit' || (isDone && steps.length === plan.steps))
	);
}

/** Whether the client was cut off from its COMMIT, and does not know how it ended. */
export function isCommitUnanswered({
	transaction,
	statements,
}: RunState): boolean {
	return transaction === 'lost' && statements.at(-1)?.role === 'commit';
}

/** The number of steps of which the rows were written: the statement that writes them has returned OK. */
export function storedSteps({plan, statements}: RunState): number {
	const writing = writingRole(factsOf(plan));
	return statements.filter(
		statement => statement.role === writing && isStored(plan, statement),
	).length;
}

/** Whether a statement has written its step: it returned OK, and one that commits itself did not say with it that a kill ended it. */
export function isStored(
	plan: RunPlan,
	statement: StatementState | undefined,
): boolean {
	const facts = factsOf(plan);
	const outcome = statement?.ended?.outcome;
	return (
		outcome?.type === 'ok' &&
		!(facts.commitsItself && struckOk(facts, outcome) !== undefined)
	);
}

/** The rows that wait for a COMMIT. */
export function pendingRows(run: RunState): number {
	const {rowsOf} = factsOf(run.plan);
	return rowsOf
		? rowsOf(run.plan, pendingSteps(run))
		: run.statements.reduce(
				(rows, {role, ended}) =>
					rows + (role === 'target' ? changedBy(ended) : 0),
				0,
			);
}

function changedBy(ended: StatementState['ended']): number {
	return ended?.outcome.type === 'ok' &&
		ended.outcome.returned?.type === 'changes'
		? ended.outcome.returned.rows
		: 0;
}

/** The number of steps whose rows are written and wait for a COMMIT. */
export function pendingSteps(run: RunState): number {
	return factsOf(run.plan).commitsMidway === undefined ? storedSteps(run) : 0;
}
