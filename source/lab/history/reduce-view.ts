/*
How the state changes with what is seen on the server: what phase an INSERT is in, and what is gone.
*/
import {type ServerView} from '../events/events.js';
import {changeKill, seenGone} from './reduce-kill.js';
import {changeStatement} from './reduce-statement.js';
import {
	commitWaitOf,
	insertPhase,
	insertPhaseAtKill,
	isAnswering,
} from './server-phase.js';
import {
	currentStatement,
	type KillState,
	type RunState,
	type StatementState,
} from './state.js';

/** The state after a look of the observer. */
export function seen(run: RunState, view: ServerView, at: number): RunState {
	const queryId =
		view.thread.type === 'alive' ? view.thread.queryId : undefined;
	return {
		...seenWorking(run, view.thread, at),
		...(queryId !== undefined && {queryId}),
		view: {view, at},
		...(isGone(run, view) && {goneAt: at}),
		kills: run.kills.map(kill => seenGone(kill, view, at)),
	};
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
	const isInsert =
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
		...(isInsert &&
			thread.type === 'alive' && {
				seen:
					statement.writeAt === undefined && !wasDone(statement, kill, thread)
						? insertPhaseAtKill(
								thread,
								kill.kind,
								run.flavour,
								statement.sentAt !== undefined,
							)
						: 'write',
			}),
	});
	// A thread that is ending may look as if it had begun.
	return isInsert && kill.kind === 'query'
		? seenWorking(changed, thread, at)
		: changed;
}

/** Whether an INSERT that the kernel had completely when the kill was sent is being answered: once its row is being written, it has been read and parsed, whatever the thread shows after that. */
function wasDone(
	{sentAt = Infinity}: StatementState,
	kill: KillState,
	thread: Extract<ServerView['thread'], {readonly type: 'alive'}>,
): boolean {
	return sentAt <= kill.sentAt && isAnswering(thread);
}

/** Whether an INSERT was there when the kill arrived. If it began after the kill was sent, only MySQL shows it, by its state while it reads: otherwise the thread looks idle. */
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
	at: number,
): RunState {
	const statement = currentStatement(run);
	if (
		statement?.role !== 'target' ||
		statement.sentAt === undefined ||
		thread.type !== 'alive'
	) {
		return run;
	}

	const {executeAt = at, writeAt = at} = statement;
	const where = insertPhase(thread);
	return where === 'upload'
		? run
		: changeStatement(run, statement.statement, {
				executeAt,
				...(where === 'write' && {writeAt}),
			});
}
