import {type Stretch} from './course.js';
import {type Tally} from './next-stratum.js';
import {type Stratum} from './strata.js';
import {
	type CourseSeen,
	type SweepBegan,
	type SweepLine,
	type TrialDone,
} from './sweep-line.js';

/** What is known of one workload so far. */
export type Tried = {
	readonly workload: string;
	/** Of the runs that nobody killed. */
	readonly courses: ReadonlyArray<readonly Stretch[]>;
	readonly trials: readonly TrialDone[];
	/** How often each effect was seen where a stratum was aimed at. */
	readonly tallies: ReadonlyMap<string, Tally>;
	/** How long its newest runs took, in ms each. */
	readonly took: readonly number[];
	/** Why this server can't run it. */
	readonly refused?: string;
};

/** A sweep so far: what its lines say. */
export type SweepState = {
	readonly began: SweepBegan;
	/** In the order of the plan. */
	readonly tried: readonly Tried[];
};

/** The state after the first line. Pure. */
export function beginSweep(began: SweepBegan): SweepState {
	return {
		began,
		tried: began.workloads.map(({workload: {name}}) => ({
			workload: name,
			courses: [],
			trials: [],
			tallies: new Map(),
			took: [],
		})),
	};
}

/** A line after the first. */
export type FurtherLine = Exclude<SweepLine, SweepBegan>;

/** The state after further lines: many at once, because each call copies what was there before. Pure. */
export function reduceSweep(
	state: SweepState,
	lines: readonly FurtherLine[],
): SweepState {
	return {
		...state,
		tried: state.tried.map(tried => {
			const own = lines.filter(({workload}) => workload === tried.workload);
			return own.length === 0 ? tried : after(tried, own);
		}),
	};
}

function after(tried: Tried, lines: readonly FurtherLine[]): Tried {
	const courses = lines.filter(line => line.type === 'course');
	const trials = lines.filter(line => line.type === 'trial');
	const refused = lines.findLast(line => line.type === 'refused');
	let {tallies} = tried;
	for (const trial of trials) {
		tallies = withTally(tallies, trial);
	}

	return {
		...tried,
		courses: [...tried.courses, ...courses.map(({stretches}) => stretches)],
		trials: [...tried.trials, ...trials],
		tallies,
		took: tookWith(
			tried,
			lines.filter(line => line.type !== 'refused'),
		),
		...(refused && {refused: refused.why}),
	};
}

/** So many of the newest runs say how long the next ones take: a server that warms up or slows down is noticed. */
const newestRuns = 30;

function tookWith(
	{took}: Tried,
	lines: ReadonlyArray<CourseSeen | TrialDone>,
): readonly number[] {
	return [...took, ...lines.map(line => line.took)].slice(-newestRuns);
}

function withTally(
	tallies: ReadonlyMap<string, Tally>,
	{kind, stratum, effect}: TrialDone,
): ReadonlyMap<string, Tally> {
	const key = stratumKey({kind, ...stratum});
	const tally = tallies.get(key);
	return new Map([
		...tallies,
		[key, new Map([...(tally ?? []), [effect, (tally?.get(effect) ?? 0) + 1]])],
	]);
}

/** What the tally of a stratum is found by. Pure. */
export function stratumKey({kind, phase, third}: Stratum): string {
	return [kind, phase, third].join(' ');
}

/** How many trials are still to be made of a workload. Pure. */
export function trialsLeft({began}: SweepState, tried: Tried): number {
	return tried.refused === undefined
		? Math.max(0, began.trials - tried.trials.length)
		: 0;
}

/** Whether nothing is left to be tried. Pure. */
export function isSwept(state: SweepState): boolean {
	return state.tried.every(tried => trialsLeft(state, tried) === 0);
}
