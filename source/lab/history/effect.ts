import {type Flavour} from '../../server/flavour.js';
import {type Failure} from '../../server/failure.js';
import {type Returned, type StatementRole} from '../events/events.js';
import {type Effect} from '../events/kill.js';
import {type RunPlan} from '../events/run-plan.js';
import {
	clearingPhase,
	flagIn,
	readingPhase,
} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';
import {isUndoing} from '../workloads/facts/thread-states.js';
import {struckOk} from '../workloads/facts/struck.js';
import {type KillState, type RunState, type StatementState} from './state.js';

/** ER_QUERY_INTERRUPTED: a KILL QUERY, or a timeout, ended the statement. */
export const queryInterrupted = 1317;

/**
ER_RUN_HOOK_ERROR: Group Replication's hook before a COMMIT has failed, and the server has rolled back. A COMMIT that a KILL QUERY hits before the group has its transaction ends like this [measured on MySQL 9.7: 53 of 600 kills up to 5 ms after COMMIT of 1 kB and 2 MB, 2 of 8 after 20 ms with 50 MB].

So does one whose transaction is too large for the group, with the same text and at the same time: the preflight refuses that before the run.
*/
export const hookFailed = 3100;

/** ER_NO_SUCH_THREAD: the connection had ended before the KILL arrived. */
export const noSuchThread = 1094;

/** ER_KILL_DENIED_ERROR: the account may not kill that connection by this statement. */
export const killDenied = 1095;

/** The effects that have become known and are not in the state yet. */
export function effects(
	run: RunState | undefined,
): ReadonlyArray<{readonly kill: number; readonly effect: Effect}> {
	if (!run) {
		return [];
	}

	return run.kills
		.filter(
			kill =>
				!kill.effect ||
				(kill.effect.effect === 'no-statement' && struckAfter(kill, run)),
		)
		.flatMap(kill => {
			const effect = effectOf(kill, run);
			return effect ? [{kill: kill.kill, effect}] : [];
		});
}

/**
Finds out what a kill did from the statements around it; `undefined` while that is open.

A KILL's OK only says that the flag is set, so the effect is read from what the connection's own statements returned. The flag can hit any statement that was in flight between sending and acknowledgement.
*/
export function effectOf(kill: KillState, run: RunState): Effect | undefined {
	const {answer} = kill;
	if (!answer) {
		return undefined;
	}

	if (answer.type === 'refused') {
		return answer.failure.errno === noSuchThread ? 'already-gone' : 'refused';
	}

	if (answer.type === 'unanswered') {
		return effectOfUnanswered(kill, run);
	}

	return kill.kind === 'connection'
		? effectOnConnection(kill, run)
		: effectOnStatement(kill, answer.at, run);
}

/** Nobody knows whether the server got it. Only a statement that it ended shows that it did: whatever broke the control connection may have broken the work connection too. */
function effectOfUnanswered(
	kill: KillState,
	run: RunState,
): Effect | undefined {
	const struck = kill.kind === 'query' ? struckBy(kill, run) : undefined;
	const isAnothers = run.kills.some(
		other =>
			other.kind === 'query' &&
			other.answer?.type === 'acknowledged' &&
			struckBy(other, run) === struck,
	);
	if (struck && !isAnothers) {
		return 'interrupted';
	}

	return run.verdict ? 'unknown' : undefined;
}

function effectOnConnection(
	kill: KillState,
	run: RunState,
): Effect | undefined {
	const {lost, verdict, view} = run;
	if (lost) {
		return lost.at >= kill.sentAt
			? 'disconnected'
			: factsOf(run.plan).cutsOff
				? effectOnCutOff(kill, run)
				: 'already-gone';
	}

	if (!verdict) {
		return undefined;
	}

	// The client already had its last answer, and did not notice.
	return view?.view.thread.type === 'gone' ? 'disconnected' : 'unknown';
}

function effectOnStatement(
	kill: KillState,
	acknowledgedAt: number,
	run: RunState,
): Effect | undefined {
	const {sentAt} = kill;
	const struck = struckBy(kill, run);
	if (struck) {
		if (hasEarlier(kill, struck, run)) {
			if (kill.thread === undefined && !run.verdict) {
				return undefined;
			}

			if (wasWaiting(kill, run.flavour)) {
				return 'no-statement';
			}
		}

		return isCredited(kill, struck, run) ? 'interrupted' : 'lost';
	}

	const exposed = exposedTo(kill, run);
	const target = hitBy(kill, exposed, run);
	if (!target) {
		return effectOnLeftover(kill, run);
	}

	if (exposed.some(({ended}) => !ended)) {
		return run.verdict ? 'unknown' : undefined;
	}

	if (target.ended?.outcome.type !== 'ok') {
		return wasReadBefore(acknowledgedAt, target, kill, run)
			? 'lost'
			: 'unknown';
	}

	if (target.startedAt > sentAt && kill.seen === undefined) {
		return 'no-statement';
	}

	if (kill.thread === undefined) {
		return run.verdict ? 'unknown' : undefined;
	}

	return wasCleared(kill, target, run) ? 'lost' : 'too-late';
}

/** The client has no statement in flight; but the server may still be executing one whose client was cut off, and nobody will see how it ends. */
function effectOnLeftover(kill: KillState, run: RunState): Effect | undefined {
	const {lost} = run;
	return !lost || lost.at > kill.sentAt
		? 'no-statement'
		: effectOnCutOff(kill, run);
}

/** A kill whose client was cut off before it. If a KILL CONNECTION of the lab's has done that, the thread was being killed already. */
function effectOnCutOff(
	{kind, thread}: KillState,
	{plan, verdict}: RunState,
): Effect | undefined {
	switch (thread?.type) {
		case undefined: {
			return verdict ? 'unknown' : undefined;
		}

		case 'alive': {
			return factsOf(plan).cutsOff ? 'too-late' : 'unknown';
		}

		case 'gone': {
			return kind === 'query' ? 'no-statement' : 'already-gone';
		}

		case 'hidden': {
			return 'unknown';
		}
	}
}

/** The statements that were in flight at some point between the sending of a kill and its OK. */
function exposedTo(
	{sentAt, answer}: KillState,
	{statements}: RunState,
): readonly StatementState[] {
	return statements.filter(
		({startedAt, ended}) =>
			startedAt <= (answer?.at ?? Infinity) && (!ended || ended.at >= sentAt),
	);
}

/** Of the statements that a kill could hit, the one that the server had when the kill arrived: the first, unless the look that came with the kill found the server receiving a later target. A busy server can keep a KILL waiting for 100 ms [measured]. */
function hitBy(
	{seen}: KillState,
	exposed: readonly StatementState[],
	{plan}: RunState,
): StatementState | undefined {
	return exposed.at(flagIn(factsOf(plan), seen) === 'cleared' ? -1 : 0);
}

/** The statement in flight that the server had when a kill arrived; `undefined`: none was. */
export function hitStatement(
	kill: KillState,
	run: RunState,
): StatementState | undefined {
	return hitBy(kill, exposedTo(kill, run), run);
}

/** The statement that a kill ended: by an error, or by an OK that says so. It was in flight, if the server does what it should. */
export function struckBy(
	kill: KillState,
	run: RunState,
): StatementState | undefined {
	return (
		exposedTo(kill, run).find(statement =>
			isStruck(statement, kill, run.plan),
		) ?? struckAfter(kill, run)
	);
}

/** The statement that a KILL QUERY ended though it had met none: the next one, begun after the KILL's OK. Servers did that once (MDEV-6728, MySQL's bug 45679); no kill of ours has [measured]. */
function struckAfter(
	{kill: number, kind, sentAt, answer}: KillState,
	{statements, kills}: RunState,
): StatementState | undefined {
	if (kind !== 'query' || answer?.type !== 'acknowledged') {
		return undefined;
	}

	const next = statements.find(({startedAt}) => startedAt > answer.at);
	const before = statements.findLast(({startedAt}) => startedAt <= answer.at);
	const end = next?.ended;
	return end?.outcome.type === 'error' &&
		end.outcome.failure.errno === queryInterrupted &&
		before?.ended !== undefined &&
		before.ended.at < sentAt &&
		!kills.some(
			other =>
				other.kill !== number &&
				other.kind === 'query' &&
				other.sentAt >= sentAt &&
				other.sentAt <= end.at,
		)
		? next
		: undefined;
}

function isStruck(
	{role, ended}: StatementState,
	{answer}: KillState,
	plan: RunPlan,
): boolean {
	if (ended?.outcome.type !== 'error') {
		return (
			role === 'target' && struckOk(factsOf(plan), ended?.outcome) !== undefined
		);
	}

	const {errno} = ended.outcome.failure;
	return (
		errno === queryInterrupted ||
		(errno === hookFailed && role === 'commit') ||
		(answer?.type === 'acknowledged' && mayBeStruck(errno, role, plan))
	);
}

/** Whether an error is one that a killed target of this workload ends with, and that other causes may have as well. */
function mayBeStruck(
	errno: number | undefined,
	role: StatementRole,
	plan: RunPlan,
): boolean {
	return (
		role === 'target' &&
		errno !== undefined &&
		(factsOf(plan).struckErrors?.includes(errno) ?? false)
	);
}

/** Whether the error that a statement has ended with says that a KILL QUERY ended it: 1317 whoever sent it, and an error that has other causes too if one of the lab's was sent while it ran, and was not refused. Its OK may still be on its way. */
export function isInterruption(
	{errno}: Failure,
	{role, startedAt}: Pick<StatementState, 'role' | 'startedAt'>,
	{kills, plan}: Pick<RunState, 'kills' | 'plan'>,
): boolean {
	return (
		errno === queryInterrupted ||
		(mayBeStruck(errno, role, plan) &&
			kills.some(
				({kind, answer}) =>
					kind === 'query' &&
					(answer === undefined ||
						(answer.type === 'acknowledged' && answer.at >= startedAt)),
			))
	);
}

/** Whether a kill ended COMMIT in Group Replication's hook. */
export function wasHooked(kill: KillState, run: RunState): boolean {
	const outcome = struckBy(kill, run)?.ended?.outcome;
	return outcome?.type === 'error' && outcome.failure.errno === hookFailed;
}

/** What the statement that a kill ended returned with its OK; `undefined` if it ended with an error. */
export function struckReturn(
	kill: KillState,
	run: RunState,
): Returned | undefined {
	return struckOk(factsOf(run.plan), struckBy(kill, run)?.ended?.outcome);
}

/** Whether the connection ended before the server had the whole statement that a kill was sent at: it never began to execute it. */
export function wasNeverBegun(kill: KillState, run: RunState): boolean {
	const target = hitStatement(kill, run);
	return (
		target?.role === 'target' &&
		target.sentAt === undefined &&
		target.ended?.outcome.type === 'lost'
	);
}

/** Of several kills on one interrupted statement, those that arrived while the server was still receiving it were cleared when it started. One that no look has met, and whose OK came after the statement was sent, may have arrived later. */
function isCredited(
	kill: KillState,
	struck: StatementState,
	run: RunState,
): boolean {
	return (
		(!wasReading(kill, struck, run) && !wasWaiting(kill, run.flavour)) ||
		isUnmet(kill, struck) ||
		!run.kills.some(
			other =>
				other.kind === 'query' &&
				other.answer?.type === 'acknowledged' &&
				other.sentAt > kill.sentAt &&
				other.sentAt <= (struck.ended?.at ?? Infinity),
		)
	);
}

/** Whether a kill was sent before a statement, and answered after that, with no look that says which of them the server had first. */
function isUnmet(
	{seen, sentAt, answer}: KillState,
	struck: StatementState,
): boolean {
	return (
		seen === undefined &&
		sentAt < struck.startedAt &&
		(answer?.at ?? -Infinity) >= (struck.sentAt ?? Infinity)
	);
}

/** Whether an earlier kill has ended the statement. On one connection a KILL waits until the one before it is answered: it may come when the statement is over. */
function hasEarlier(
	{kill}: KillState,
	struck: StatementState,
	run: RunState,
): boolean {
	return run.kills.some(
		other =>
			other.kind === 'query' &&
			other.kill < kill &&
			other.answer?.type === 'acknowledged' &&
			struckBy(other, run) === struck &&
			!wasReading(other, struck, run) &&
			!wasWaiting(other, run.flavour),
	);
}

/** Whether a kill arrived before its statement began: MariaDB shows `Killed` as long as the flag is set, and no state while it waits for a statement [measured]. */
function wasWaiting({thread}: KillState, flavour: Flavour): boolean {
	return (
		flavour === 'mariadb' &&
		thread?.type === 'alive' &&
		!isUndoing(thread.state) &&
		(thread.command === 'Killed'
			? thread.state === ''
			: thread.command !== 'Sleep')
	);
}

/** Whether the statement that a kill came too late for may have been over when the server had the kill: its OK was there before that of the KILL, and the look that came with it shows no statement. Pure. */
export function mayHaveMissed(kill: KillState, run: RunState): boolean {
	const {answer, thread} = kill;
	const hit = hitStatement(kill, run);
	if (!hit) {
		return false;
	}

	const end = hit.ended?.at;
	const wasAnsweredFirst =
		answer !== undefined && end !== undefined && answer.at <= end;
	const wasSeen =
		thread?.type === 'alive' && !['Sleep', 'Killed'].includes(thread.command);
	return !wasAnsweredFirst && !wasSeen;
}

/** Whether the server was still reading the target when the kill arrived. */
function wasReading(
	{sentAt, seen}: KillState,
	target: StatementState,
	{plan}: RunState,
): boolean {
	return (
		target.role === 'target' &&
		(seen === undefined
			? target.sentAt === undefined || sentAt < target.sentAt
			: flagIn(factsOf(plan), seen) === 'cleared')
	);
}

/** Whether the server had answered the kill before it had received the whole statement, so that nothing can have seen the flag, whatever ended the statement. */
function wasReadBefore(
	acknowledgedAt: number,
	{role, sentAt}: StatementState,
	{seen}: KillState,
	{plan}: RunState,
): boolean {
	return (
		role === 'target' &&
		(flagIn(factsOf(plan), seen) === 'cleared' ||
			sentAt === undefined ||
			acknowledgedAt < sentAt)
	);
}

/**
Whether the flag was gone when the statement, which returned OK, reached a check point. A flag that is set in a phase where the statement sees it always interrupts it [measured]; so it was set before that, even if the server was seen there right after the KILL.
*/
function wasCleared(
	kill: KillState,
	target: StatementState,
	run: RunState,
): boolean {
	return (
		wasReading(kill, target, run) ||
		flagIn(factsOf(run.plan), kill.seen) === 'seen' ||
		wasClearedMidway(kill, run)
	);
}

/** Whether the target, which looks at the flag again and again but also clears it in between, was seen at work right after a kill: it went on without having seen the flag. */
function wasClearedMidway(
	{thread, seen}: KillState,
	{plan}: RunState,
): boolean {
	const facts = factsOf(plan);
	return (
		clearingPhase(facts) !== readingPhase(facts) &&
		thread?.type === 'alive' &&
		facts.phaseOf(thread) === seen &&
		flagIn(facts, seen) === 'checked'
	);
}
