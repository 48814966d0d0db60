/*
How the state changes with the kills of a run: how they are sent, and what becomes of them.
*/
import {type Failure} from '../../server/failure.js';
import {type Effect} from '../events/kill.js';
import {type ServerView} from '../events/events.js';
import {type Phase} from '../events/phase.js';
import {isWhole} from '../events/server-view.js';
import {type WorkloadFacts} from '../workloads/facts/contract.js';
import {flagIn, seeingPhase, uploadPhase} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';
import {mayHaveMissed, struckBy} from './effect.js';
import {mayBePrepared} from './may-be-prepared.js';
import {type SeenView} from './seen-view.js';
import {commitWaitOf} from './server-phase.js';
import {
	currentStatement,
	isCommitHeld,
	partOf,
	phaseOfRole,
	phaseOfSending,
	isOfStatement,
	type KillState,
	type RunState,
	type StatementState,
} from './state.js';

/** The state with one kill of it changed. */
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

/** The state with one more kill. */
export function sendKill(
	run: RunState,
	kill: Pick<
		KillState,
		'kill' | 'kind' | 'connectionId' | 'keyAt' | 'aim' | 'statement'
	>,
	at: number,
): RunState {
	return {...run, kills: [...run.kills, {...kill, ...sendingIn(run, at)}]};
}

/** The state after a kill that was refused has been sent again by another route: it is where the run is then. */
export function sendAgain(
	run: RunState,
	number: number,
	{statement, failure}: Pick<KillState, 'statement'> & {failure: Failure},
	at: number,
): RunState {
	const kills = run.kills.map(known => {
		if (known.kill !== number) {
			return known;
		}

		const {commitWait, awaits, ...kill} = known;
		const refused = {
			statement: kill.statement,
			failure,
			sentAt: kill.sentAt,
			at,
		};
		return {...kill, statement, refused, ...sendingIn(run, at)};
	});
	return {...run, kills};
}

/** The state after a kill took effect. */
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
	const arrived = struck
		? struckIn(run, known, struck)
		: effect === 'too-late'
			? outlivedIn(run, known)
			: undefined;
	const changed: KillState = {
		...known,
		effect: {
			effect,
			at,
			...(effect === 'too-late' &&
				mayHaveMissed(known, run) && {mayHaveMissed: true}),
		},
		...(struck?.left && {left: struck.left}),
		...(arrived !== undefined && {seen: arrived}),
	};
	// The observer can see it before the client's socket shows it.
	const {view} = run;
	return changeKill(
		run,
		kill,
		view && view.asked.thread >= known.sentAt
			? seenGone(run, changed, view)
			: changed,
	);
}

/** The phase in which a kill must have arrived, since it interrupted this statement; absent: that tells no more than the looks did. A server that takes its time with a KILL hits what runs by then. */
function struckIn(
	run: RunState,
	kill: KillState,
	struck: StatementState,
): Phase | undefined {
	if (kill.answer && struck.startedAt > kill.answer.at) {
		return undefined;
	}

	const isLater = struck.startedAt > kill.sentAt;
	if (isLater && struck.role !== 'target') {
		return phaseOfRole[struck.role];
	}

	const facts = factsOf(run.plan);
	return (isLater && kill.seen === undefined) ||
		isSeenLate(run, kill, struck) ||
		wasUploadedFirst(facts, kill, struck)
		? seeingPhase(facts, kill.phase)
		: undefined;
}

/** Whether the whole statement was on its way before the OK of a kill that was sent during its upload, and ended it: the flag would have been cleared before. */
function wasUploadedFirst(
	facts: WorkloadFacts,
	{seen, phase: sentIn, answer}: KillState,
	{sentAt}: StatementState,
): boolean {
	return (
		seen === undefined &&
		sentIn === uploadPhase(facts) &&
		sentAt !== undefined &&
		answer !== undefined &&
		sentAt <= answer.at
	);
}

/** The same of a kill that its target has outlived, though it was last seen where it can't: it had gone on unseen. A kill that a look has met there stays there. */
function outlivedIn(
	{plan}: RunState,
	{seen, phase: sentIn}: KillState,
): Phase | undefined {
	const facts = factsOf(plan);
	return seen === undefined && flagIn(facts, sentIn) === 'seen'
		? facts.phases.find(({flag}) => flag === 'ignored')?.name
		: undefined;
}

/** Whether the look that came with a kill was later than the end of the statement that it interrupted: a target that ignores the flag is not interrupted [measured], and a packet that the kernel had completely was not being read. */
function isSeenLate(
	{plan}: RunState,
	{seen, sentAt}: KillState,
	struck: StatementState,
): boolean {
	const flag = flagIn(factsOf(plan), seen);
	return (
		flag === 'ignored' ||
		(flag === 'cleared' &&
			struck.sentAt !== undefined &&
			struck.sentAt <= sentAt)
	);
}

/** A kill of a run after a look of the observer: what it took with it may be rolling back, or gone. */
export function seenGone(
	run: RunState,
	kill: KillState,
	{view, at, asked}: Pick<SeenView, 'view' | 'at' | 'asked'>,
): KillState {
	const met =
		asked.transaction >= kill.sentAt ? seenRollingBack(kill, view, at) : kill;
	if (
		met.effect?.effect !== 'disconnected' ||
		met.transactionGoneAt !== undefined ||
		view.thread.type !== 'gone'
	) {
		return met;
	}

	return {
		...met,
		threadGoneAt: met.threadGoneAt ?? at,
		...(isWhole(asked) &&
			view.transaction.type === 'none' &&
			!mayBePrepared(run) && {transactionGoneAt: at}),
	};
}

function seenRollingBack(
	kill: KillState,
	{transaction}: ServerView,
	at: number,
): KillState {
	return kill.kind === 'connection' &&
		kill.answer?.type === 'acknowledged' &&
		kill.rollbackSeenAt === undefined &&
		transaction.type === 'open' &&
		transaction.state === 'ROLLING BACK'
		? {...kill, rollbackSeenAt: at}
		: kill;
}

/** Where the run is when a kill is sent, or sent again. */
function sendingIn(
	run: RunState,
	at: number,
): Pick<KillState, 'sentAt' | 'phase' | 'step' | 'commitWait' | 'awaits'> {
	const statement = currentStatement(run);
	const waiting =
		statement?.role === 'commit' &&
		run.view &&
		isOfStatement(statement, run.view.asked.thread)
			? commitWaitOf(run.view.view.thread)
			: undefined;
	return {
		sentAt: at,
		phase: phaseOfSending(run),
		step: stepInHand(run),
		...(waiting && {commitWait: waiting}),
		...(run.question
			? {awaits: 'answer'}
			: isCommitHeld(run) && {awaits: 'commit'}),
	};
}

function stepInHand(run: RunState): KillState['step'] {
	const statement = currentStatement(run);
	const step = run.steps.at(-1);
	if (!step || (statement && statement.step === undefined)) {
		return undefined;
	}

	return {step: step.step, part: partOf(step)};
}
