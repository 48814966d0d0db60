/*
How the picture changes with what is seen on the server: what phase an INSERT is in, and what becomes of the kills.
*/
import {type Effect, type ServerView} from './events.js';
import {struckBy} from './effect.js';
import {changeStatement} from './reduce-statement.js';
import {insertPhase, insertPhaseAtKill, isAnswering} from './server-phase.js';
import {
	currentStatement,
	type KillState,
	type RunState,
	type StatementState,
} from './state.js';

/** The picture with one kill of it changed. */
export function changeKill(
	run: RunState,
	kill: number,
	change: Partial<KillState>,
): RunState {
	return {
		...run,
		kills: run.kills.map(known =>
			known.kill === kill ? {...known, ...change} : known,
		),
	};
}

/** The picture after a look of the observer. */
export function seen(run: RunState, view: ServerView, at: number): RunState {
	const queryId =
		view.thread.type === 'alive' ? view.thread.queryId : undefined;
	return {
		...seenWriting(run, view.thread, at),
		...(queryId !== undefined && {queryId}),
		view: {view, at},
		kills: run.kills.map(kill => seenGone(kill, view, at)),
	};
}

/** The picture after the look that comes with a kill. */
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
		statement?.kind === 'insert' &&
		wasThere(statement, kill, thread);
	const changed = changeKill(run, number, {
		thread,
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
	return isInsert ? seenWriting(changed, thread, at) : changed;
}

/** Whether an INSERT that the kernel had whole when the kill was sent is being answered: what has begun to write has been read and parsed, whatever the thread shows after that. */
function wasDone(
	{sentAt = Infinity}: StatementState,
	kill: KillState,
	thread: Extract<ServerView['thread'], {readonly type: 'alive'}>,
): boolean {
	return sentAt <= kill.sentAt && isAnswering(thread);
}

/** Whether an INSERT was there when the kill arrived. Of one that began after the kill was sent only MySQL tells, by what it shows while it reads: otherwise the thread looks idle. */
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

/** The picture after a kill took effect. */
export function takesEffect(
	run: RunState,
	kill: number,
	effect: Effect,
	at: number,
): RunState {
	const known = run.kills.find(other => other.kill === kill);
	if (!known) {
		return run;
	}

	const struck = effect === 'interrupted' ? struckBy(known, run) : undefined;
	const changed: KillState = {
		...known,
		effect: {effect, at},
		...(struck?.left && {left: struck.left}),
		...(struck && isSeenLate(known, struck) && {seen: 'execute'}),
	};
	// The observer can see it before the client's socket tells.
	const {view} = run;
	return changeKill(
		run,
		kill,
		view && view.at >= known.sentAt
			? seenGone(changed, view.view, view.at)
			: changed,
	);
}

/** Whether the look that came with a kill was later than the end of the statement that it interrupted: a row that is being written is not interrupted [measured], and what the kernel had whole was not being read. */
function isSeenLate(
	{seen, sentAt}: KillState,
	struck: StatementState,
): boolean {
	return (
		seen === 'write' ||
		(seen === 'upload' &&
			struck.sentAt !== undefined &&
			struck.sentAt <= sentAt)
	);
}

function seenWriting(
	run: RunState,
	thread: ServerView['thread'],
	at: number,
): RunState {
	const statement = currentStatement(run);
	return statement?.kind === 'insert' &&
		statement.sentAt !== undefined &&
		statement.writeAt === undefined &&
		thread.type === 'alive' &&
		insertPhase(thread) === 'write'
		? changeStatement(run, statement.statement, {writeAt: at})
		: run;
}

function seenGone(kill: KillState, view: ServerView, at: number): KillState {
	if (
		kill.effect?.effect !== 'disconnected' ||
		kill.transactionGoneAt !== undefined ||
		view.thread.type !== 'gone'
	) {
		return kill;
	}

	return {
		...kill,
		threadGoneAt: kill.threadGoneAt ?? at,
		...(view.transaction.type === 'none' && {transactionGoneAt: at}),
	};
}
