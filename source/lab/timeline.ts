import {type Effect, type KillKind} from './kill.js';
import {type StatementKind} from './events.js';
import {
	currentStatement,
	type KillState,
	type RunState,
	type StatementState,
} from './state.js';

/** A part of a statement's time that is spent in one phase. Times are ms since the statement began. */
export type Stretch = {
	readonly phase: 'upload' | 'sent' | 'execute' | 'write' | StatementKind;
	readonly from: number;
	readonly to: number;
};

/** A kill on the timeline. Times are ms since the statement began. */
export type KillMark = {
	readonly kind: KillKind;
	/** When it was sent. */
	readonly at: number;
	readonly effect?: {readonly effect: Effect; readonly at: number};
};

/** The course of one statement. */
export type Timeline = {
	readonly kind: StatementKind;
	readonly file?: number;
	readonly stretches: readonly Stretch[];
	readonly marks: readonly KillMark[];
	/** Ms that the whole width stands for: in steps, so that the stretches do not move all the time. */
	readonly scale: number;
};

const shownKinds = new Set<StatementKind>([
	'insert',
	'verify',
	'commit',
	'rollback',
]);

/** The timeline of the statement in flight, or of the newest; after the run, of the one that the last kill was sent to. Pure. */
export function timeline(run: RunState, now: number): Timeline | undefined {
	const shown = run.statements.filter(({kind}) => shownKinds.has(kind));
	const killed = shown.findLast(
		statement => marksOf(run, statement).length > 0,
	);
	const statement = run.verdict
		? (killed ?? shown.at(-1))
		: (shown.find(one => one === currentStatement(run)) ?? shown.at(-1));
	if (!statement) {
		return undefined;
	}

	const {kind, file, startedAt, ended} = statement;
	const end = ended?.at ?? now;
	return {
		kind,
		...(file !== undefined && {file}),
		stretches: stretchesOf(statement, end),
		marks: marksOf(run, statement),
		scale: scaleOf(end - startedAt),
	};
}

function stretchesOf(
	{kind, startedAt, sentAt, executeAt, writeAt}: StatementState,
	end: number,
): readonly Stretch[] {
	const to = end - startedAt;
	if (kind !== 'insert') {
		return [{phase: kind, from: 0, to}];
	}

	const since = (at: number | undefined) =>
		at === undefined ? to : at - startedAt;
	const sent = since(sentAt);
	const execute = since(executeAt);
	const write = since(writeAt);
	return [
		{phase: 'upload' as const, from: 0, to: sent},
		{phase: 'sent' as const, from: sent, to: execute},
		{phase: 'execute' as const, from: execute, to: write},
		{phase: 'write' as const, from: write, to},
	].filter(({from, to}) => to > from);
}

function marksOf(
	{kills}: RunState,
	{startedAt, ended}: StatementState,
): readonly KillMark[] {
	const isIn = ({sentAt}: KillState) =>
		sentAt >= startedAt && (!ended || sentAt <= ended.at);
	return kills
		.filter(kill => isIn(kill))
		.map(({kind, sentAt, effect}) => ({
			kind,
			at: sentAt - startedAt,
			...(effect && {
				effect: {effect: effect.effect, at: effect.at - startedAt},
			}),
		}));
}

/** The shortest scale, in ms. */
const leastScale = 100;

/** The next of 100, 200, 500 ms, 1, 2, 5 s and so on. */
function scaleOf(elapsed: number): number {
	const power = 10 ** Math.floor(Math.log10(Math.max(leastScale, elapsed)));
	const step = [1, 2, 5, 10].find(factor => factor * power >= elapsed) ?? 10;
	return step * power;
}
