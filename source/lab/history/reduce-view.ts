/*
How the state changes with what is seen on the server: what phase the target is in, and what is gone.
*/
import {
	type AskedAt,
	type OthersView,
	type ServerView,
} from '../events/events.js';
import {isWhole} from '../events/server-view.js';
import {
	clearingPhase,
	flagIn,
	isEarlyFor,
	lastPhase,
	placeOf,
	readingPhase,
} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';
import {isTidyingUp} from '../workloads/facts/thread-states.js';
import {changeKill, seenGone} from './reduce-kill.js';
import {seenWhileAsked} from './reduce-question.js';
import {changeStatement} from './reduce-statement.js';
import {advanceStep} from './reduce-step.js';
import {commitWaitOf, isAnswering, phaseAtKill} from './server-phase.js';
import {
	currentStatement,
	isBeingUndone,
	isOfStatement,
	pendingRows,
	type KillState,
	type RunState,
	type StatementState,
	type StepState,
} from './state.js';

/**
The state after a look of the observer.

@param asked - Absent: when the server was asked is not known.
*/
export function seen(
	run: RunState,
	view: ServerView,
	{
		at,
		asked = {thread: at, transaction: at},
	}: {readonly at: number; readonly asked?: AskedAt | undefined},
): RunState {
	const queryId =
		view.thread.type === 'alive' ? view.thread.queryId : undefined;
	const worked = seenWorking(run, view.thread, {at, asked: asked.thread});
	const met = seenWhileAsked(seenProgress(worked, view, {at, asked}), view);
	return seenUndoing({
		...met,
		...(queryId !== undefined && {queryId}),
		view: {
			view,
			at,
			asked,
			threadAt:
				run.view && isSameLook(run.view.view, view) ? run.view.threadAt : at,
			...(run.view && {before: run.view.view}),
		},
		...(isWhole(asked) && isGone(run, view) && {goneAt: at}),
		kills: met.kills.map(kill => seenGone(met, kill, {view, at, asked})),
	});
}

/** Whether two looks found the thread with the same command and state. */
function isSameLook({thread: one}: ServerView, {thread: other}: ServerView) {
	return one.type === 'alive' && other.type === 'alive'
		? one.command === other.command && one.state === other.state
		: one.type === other.type;
}

/** The state after a look that finds the server undoing the rows of the target in flight. */
function seenUndoing(run: RunState): RunState {
	const statement = currentStatement(run);
	return statement &&
		statement.undoSeenAt === undefined &&
		run.view &&
		isBeingUndone(run)
		? changeStatement(run, statement.statement, {undoSeenAt: run.view.at})
		: run;
}

/** The states of a transaction that is not being undone. */
const workingStates = new Set(['RUNNING', 'LOCK WAIT']);

/** The state after a look at the progress of a target: what the server tells of its thread, or the rows that its transaction has changed. The server counts the statement's rows only if nothing else is in the transaction. The rows of a target that only reads are not its own. */
function seenProgress(
	run: RunState,
	{thread, transaction}: ServerView,
	{at, asked}: {readonly at: number; readonly asked: AskedAt},
): RunState {
	const statement = currentStatement(run);
	const step =
		statement && !isBeforeRows(run, statement) ? workedOn(run) : undefined;
	const {partOf, readsOnly, commitsMidway} = factsOf(run.plan);
	if (!statement) {
		return run;
	}

	if (partOf) {
		const part = thread.type === 'alive' ? partOf(thread) : undefined;
		return step?.total === undefined || part === undefined
			? run
			: advanceStep(run, step.step, Math.round(part * step.total), at);
	}

	return step?.unit === 'rows' &&
		!readsOnly &&
		// Its transaction is that of a batch.
		commitsMidway === undefined &&
		isOfStatement(statement, asked.transaction) &&
		transaction.type === 'open' &&
		workingStates.has(transaction.state)
		? advanceStep(
				run,
				step.step,
				// What earlier steps have changed is in the transaction too.
				Math.min(
					Math.max(0, transaction.rows - pendingRows(run)),
					step.total ?? Infinity,
				),
				at,
			)
		: run;
}

/** The step whose target is seen at work. */
function workedOn(run: RunState): StepState | undefined {
	const statement = currentStatement(run);
	// Until then the transaction may be the one before.
	return statement?.role === 'target' && statement.reached !== undefined
		? run.steps.at(-1)
		: undefined;
}

/** The state after a glance at what others see: that is the progress of a target that commits while it goes on. */
export function seenByOthers(
	run: RunState,
	others: OthersView,
	at: number,
): RunState {
	const step = workedOn(run);
	return step &&
		factsOf(run.plan).commitsMidway !== undefined &&
		others.type === 'counted'
		? advanceStep(run, step.step, others.rows, at)
		: run;
}

function isBeforeRows(
	{plan}: RunState,
	{reached = []}: StatementState,
): boolean {
	const last = reached.at(-1)?.phase;
	return factsOf(plan).phases.some(
		({name, isBeforeRows = false}) => name === last && isBeforeRows,
	);
}

/** Whether this is the first look that finds neither the thread nor its transaction, of the looks that come before the rows are read. */
function isGone({lookedAt, goneAt}: RunState, view: ServerView): boolean {
	return (
		lookedAt !== undefined &&
		goneAt === undefined &&
		view.thread.type === 'gone' &&
		view.transaction.type === 'none'
	);
}

/** The state after the look that comes with a kill. */
export function seenAtKill(
	run: RunState,
	number: number,
	thread: ServerView['thread'],
	at: number,
): RunState {
	const statement = currentStatement(run);
	const kill = run.kills.find(({kill}) => kill === number);
	const isTarget =
		kill !== undefined &&
		statement?.role === 'target' &&
		wasThere(statement, kill, thread);
	const waiting =
		kill?.phase === 'commit'
			? (kill.commitWait ?? commitWaitOf(thread))
			: undefined;
	const changed = changeKill(run, number, {
		thread,
		...(waiting && {commitWait: waiting}),
		...(isTarget &&
			thread.type === 'alive' && {
				seen: metPhase(
					run,
					{kill, statement},
					isPastFlag(run, statement) || wasDone(statement, kill, thread)
						? lastPhase(factsOf(run.plan))
						: phaseAtKill(factsOf(run.plan), thread, {
								kind: kill.kind,
								flavour: run.flavour,
								isSent: statement.sentAt !== undefined,
							}),
				),
			}),
	});
	// A thread that is ending may look as if it had begun.
	return isTarget && kill.kind === 'query'
		? seenWorking(changed, thread, {at, asked: kill.sentAt})
		: changed;
}

/** The phase of a target that was seen right after a kill; but where the target checks the flag all the time, any other phase than that of the sending may be the kill's own doing: it is undone, or MySQL's thread shows an earlier state once its wait for a metadata lock has ended [measured]. After a KILL CONNECTION so may any: MariaDB shows no state as the thread ends [measured]. */
function metPhase(
	{plan}: RunState,
	{
		kill: {kind, phase},
		statement: {reached = []},
	}: {readonly kill: KillState; readonly statement: StatementState},
	seen: string,
): string {
	const facts = factsOf(plan);
	const isChecking = flagIn(facts, phase) === 'checked';
	if (isChecking && kind === 'connection') {
		return phase;
	}

	if (isEarlyFor(facts, seen, reached.at(-1)?.phase)) {
		return readingPhase(facts);
	}

	if (isChecking && flagIn(facts, seen) === 'cleared') {
		// Whoever is seen at work is not reading any more.
		return reached.length > 0 ? clearingPhase(facts) : seen;
	}

	return isChecking ? phase : seen;
}

/** Whether a target has been seen where it ignores the flag: what the thread shows after that is later. */
function isPastFlag({plan}: RunState, {reached = []}: StatementState): boolean {
	const facts = factsOf(plan);
	return reached.some(({phase}) => flagIn(facts, phase) === 'ignored');
}

/** Whether a target that the kernel had completely when the kill was sent is being answered. */
function wasDone(
	{sentAt = Infinity}: StatementState,
	kill: KillState,
	thread: Extract<ServerView['thread'], {readonly type: 'alive'}>,
): boolean {
	return sentAt <= kill.sentAt && isAnswering(thread);
}

/** Whether a target was there when the kill arrived. If it began after the kill was sent, only MySQL shows it, by its state while it reads: otherwise the thread looks idle. */
function wasThere(
	{startedAt}: StatementState,
	{sentAt, answer}: KillState,
	thread: ServerView['thread'],
): boolean {
	const isReading =
		thread.type === 'alive' &&
		thread.command === 'Sleep' &&
		thread.state === 'starting';
	return (
		startedAt <= sentAt || (isReading && startedAt <= (answer?.at ?? sentAt))
	);
}

function seenWorking(
	run: RunState,
	thread: ServerView['thread'],
	{at, asked}: {readonly at: number; readonly asked: number},
): RunState {
	const statement = currentStatement(run);
	if (
		statement?.role !== 'target' ||
		!isOfStatement(statement, asked) ||
		thread.type !== 'alive'
	) {
		return run;
	}

	const {reached = []} = statement;
	if (reached.length === 0 && isTidyingUp(thread.state)) {
		// It may still be ending the statement before.
		return run;
	}

	const facts = factsOf(run.plan);
	const phase = facts.phaseOf(thread);
	const last = reached.at(-1)?.phase;
	const place = placeOf(facts, last ?? readingPhase(facts));
	return placeOf(facts, phase) > place && !isEarlyFor(facts, phase, last)
		? changeStatement(run, statement.statement, {
				reached: [...reached, {phase, at}],
			})
		: run;
}
