import {type Effect, type KillKind} from '../events/kill.js';
import {type StatementRole} from '../events/events.js';
import {type Phase} from '../events/phase.js';
import {lastPhase, uploadPhase} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';
import {
	phaseOfRole,
	type KillState,
	type RunState,
	type StatementState,
} from './state.js';

/** A part of a statement's time that is spent in one phase. Times are ms since the statement began. */
export type Stretch = {
	readonly phase: Phase;
	readonly from: number;
	readonly to: number;
};

/** A kill on the timeline. Times are ms since the statement began. */
export type KillMark = {
	readonly kill: number;
	readonly kind: KillKind;
	/** When it was sent. */
	readonly at: number;
	readonly effect?: {readonly effect: Effect; readonly at: number};
};

/** The course of one statement. */
export type Timeline = {
	/** The statement's. */
	readonly name: string;
	/** The step that it is about, by its name. */
	readonly step?: string;
	readonly stretches: readonly Stretch[];
	readonly marks: readonly KillMark[];
	/** Ms that the whole width stands for. It is chosen by what is expected, so that the stretches grow and do not jump. */
	readonly scale: number;
};

const shownRoles = new Set<StatementRole>([
	'target',
	'check',
	'prepare',
	'commit',
	'rollback',
]);

/** How long, in ms after its end, a killed statement stays where the next one would be. */
const stay = 3000;

/**
The timelines of the newest statements, the oldest first. Pure.

@param most - With 2, the newest statement that a kill was sent to stays above the one in flight. With 1, it stays for some seconds, and it is shown after the run.
*/
export function timelines(
	run: RunState,
	now: number,
	most: 1 | 2,
): readonly Timeline[] {
	const shown = run.statements.filter(({role}) => shownRoles.has(role));
	const newest = shown.at(-1);
	const killed = shown.findLast(
		statement => marksOf(run, statement).length > 0,
	);
	if (!newest) {
		return [];
	}

	if (!killed || killed === newest) {
		return [toTimeline(run, newest, now)];
	}

	if (most === 2) {
		return [toTimeline(run, killed, now), toTimeline(run, newest, now)];
	}

	const isFresh = now - (killed.ended?.at ?? now) < stay;
	return [
		toTimeline(
			run,
			run.verdict !== undefined || isFresh ? killed : newest,
			now,
		),
	];
}

/** The course of each statement of a run, the oldest first, and when it began, in ms on the session's clock. Pure. */
export function allTimelines(
	run: RunState,
	now: number,
): ReadonlyArray<{readonly startedAt: number; readonly timeline: Timeline}> {
	return run.statements
		.filter(({role}) => shownRoles.has(role))
		.map(statement => ({
			startedAt: statement.startedAt,
			timeline: toTimeline(run, statement, now),
		}));
}

/** The course of the statement that a kill was sent to; `undefined` if there was none. Pure. */
export function timelineOf(
	run: RunState,
	kill: KillState,
	now: number,
): Timeline | undefined {
	const struck = run.statements.findLast(
		statement => shownRoles.has(statement.role) && isIn(statement, kill),
	);
	return struck && toTimeline(run, struck, now);
}

function toTimeline(
	run: RunState,
	statement: StatementState,
	now: number,
): Timeline {
	const {name, step, startedAt, ended} = statement;
	const about = run.steps.find(one => one.step === step)?.name;
	const undone = undoneBy(run, statement);
	const end = endOf(run, {ended, undone, now});
	return {
		name,
		...(about !== undefined && {step: about}),
		stretches: stretchesOf(run, statement, {end, undone}),
		marks: marksOf(run, statement),
		scale: scaleOf(Math.max(end - startedAt, expected(run, statement))),
	};
}

function stretchesOf(
	{plan}: RunState,
	{role, startedAt, sentAt, reached = [], undoSeenAt}: StatementState,
	{
		end,
		undone,
	}: {
		/** On the session's clock, in ms. */
		readonly end: number;
		readonly undone: KillState | undefined;
	},
): readonly Stretch[] {
	const to = end - startedAt;
	if (role !== 'target') {
		return [{phase: phaseOfRole[role], from: 0, to}];
	}

	const facts = factsOf(plan);
	const [reading, sent] = facts.phases;
	const upload = uploadPhase(facts);
	// A small packet is sent as it starts.
	const begins = [
		{phase: reading.name, at: startedAt},
		{phase: sent.name, at: upload === undefined ? startedAt : (sentAt ?? end)},
		// MySQL's thread shows the state of its end while it undoes.
		...(undoSeenAt === undefined
			? reached
			: [
					...reached.filter(({phase}) => phase !== lastPhase(facts)),
					{phase: 'undo', at: undoSeenAt},
				]),
		...(undone?.rollbackSeenAt === undefined
			? []
			: [{phase: 'rollback', at: undone.rollbackSeenAt}]),
	];
	return begins
		.map(({phase, at}, index) => ({
			phase,
			from: at - startedAt,
			to: (begins[index + 1]?.at ?? end) - startedAt,
		}))
		.filter(({from, to}) => to > from);
}

/** The KILL CONNECTION that a statement was rolled back after: for the server it goes on when the client is cut off. */
function undoneBy(
	{kills}: RunState,
	statement: StatementState,
): KillState | undefined {
	return kills.find(
		kill => kill.rollbackSeenAt !== undefined && isIn(statement, kill),
	);
}

/** When a statement is over on the server, as far as anybody has seen. */
function endOf(
	{verdict}: RunState,
	{
		ended,
		undone,
		now,
	}: Pick<StatementState, 'ended'> & {
		readonly undone: KillState | undefined;
		readonly now: number;
	},
): number {
	if (undone?.transactionGoneAt !== undefined) {
		return undone.transactionGoneAt;
	}

	return undone && !verdict ? now : (ended?.at ?? now);
}

/** Whether a kill was sent while a statement was in flight. */
function isIn(
	{startedAt, ended}: StatementState,
	{sentAt}: KillState,
): boolean {
	return sentAt >= startedAt && (!ended || sentAt <= ended.at);
}

function marksOf(
	{kills}: RunState,
	statement: StatementState,
): readonly KillMark[] {
	const {startedAt} = statement;
	return kills
		.filter(kill => isIn(statement, kill))
		.map(({kill, kind, sentAt, effect}) => ({
			kill,
			kind,
			at: sentAt - startedAt,
			...(effect && {
				effect: {effect: effect.effect, at: effect.at - startedAt},
			}),
		}));
}

/** How long a statement will take, in ms: as long as the slowest of its role so far, and before there is one, as the workload expects. */
function expected(run: RunState, {role}: StatementState): number {
	const past = run.statements.flatMap(one =>
		one.role === role && one.ended ? [one.ended.at - one.startedAt] : [],
	);
	const planned =
		role === 'target' ? factsOf(run.plan).expectedTime(run.plan) : leastScale;
	return Math.max(planned, ...past);
}

/** The shortest scale, in ms. */
const leastScale = 500;

const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;

/** The next round number: 500 ms, 600 ms, 800 ms, 1 s, 1.5 s, 2 s and so on. */
function scaleOf(duration: number): number {
	const power = 10 ** Math.floor(Math.log10(Math.max(leastScale, duration)));
	const step = steps.find(factor => factor * power >= duration) ?? 10;
	return Math.max(leastScale, step * power);
}
