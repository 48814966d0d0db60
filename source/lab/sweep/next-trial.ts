import {type Aim} from '../events/aim.js';
import {type RunPlan} from '../events/run-plan.js';
import {randomOf} from '../../seeded-random.js';
import {nextStratum} from './next-stratum.js';
import {aimAt, strataOf, type Stratum} from './strata.js';
import {type SweepPlan} from './sweep-line.js';
import {stratumKey, type Tried} from './sweep-state.js';

/** So many runs without a kill show when a workload is in which phase. */
export const coursesWanted = 3;

/** A kill that is to be tried next, and what it stands for. */
export type NextTrial = {readonly stratum: Stratum; readonly aim: Aim};

/**
The next trial of a workload: in the part of a phase whose answer is least certain. It depends on the seed and on the trials before, and on nothing else: a sweep that goes on later asks for the same. Pure.

@returns `undefined`: its runs showed no phase in which it could be killed.
*/
export function nextTrial(
	{workload, courses, trials, tallies}: Tried,
	plan: RunPlan,
	{seed, kinds}: Pick<SweepPlan, 'seed' | 'kinds'>,
): NextTrial | undefined {
	const stretches = courses.flat();
	const strata = strataOf(stretches, kinds);
	const random = randomOf(`${seed} ${workload} ${trials.length + 1}`);
	const seen = strata.map(
		stratum => tallies.get(stratumKey(stratum)) ?? new Map<string, number>(),
	);
	const stratum = strata[nextStratum(seen, random)];
	const aim = stratum && aimAt(stratum, stretches, {plan, random});
	return stratum && aim && {stratum, aim};
}
