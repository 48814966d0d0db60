import {timedRoles, type Aim, type Moment} from '../events/aim.js';
import {type KillKind} from '../events/kill.js';
import {type RunPlan} from '../events/run-plan.js';
import {type Random} from '../../seeded-random.js';
import {factsOf} from '../workloads/facts/registry.js';
import {type Stretch} from './course.js';

/** The parts of a phase that are aimed at, each as often as the others. */
export const thirds = ['beginning', 'middle', 'end'] as const;

/** What trials are shared out over: a kind of kill in a part of a phase. */
export type Stratum = {
	readonly kind: KillKind;
	readonly phase: string;
	readonly third: (typeof thirds)[number];
};

/** The strata of a workload: each phase that a run without kills was seen in. Pure. */
export function strataOf(
	courses: readonly Stretch[],
	kinds: readonly KillKind[],
): readonly Stratum[] {
	const phases = [...new Set(courses.map(({phase}) => phase))];
	return phases.flatMap(phase =>
		kinds.flatMap(kind => thirds.map(third => ({kind, phase, third}))),
	);
}

/**
The kill of a trial: in its stratum it comes at any moment with equal chance. Where the client itself streams it waits until a part is done, and otherwise so long after the start of the statement as the phase was seen then: what the server tells of its rows comes too late for most of them.

@param courses - Of runs that nobody killed.
@returns `undefined` when the phase has no moment there.
*/
export function aimAt(
	{kind, phase, third}: Stratum,
	courses: readonly Stretch[],
	{plan, random}: {readonly plan: RunPlan; readonly random: Random},
): Aim | undefined {
	const part = (thirds.indexOf(third) + random()) / thirds.length;
	const stretches = courses.filter(stretch => stretch.phase === phase);
	const stretch = stretches[Math.floor(random() * stretches.length)];
	const moment = stretch && momentIn(stretch, part, plan);
	return moment && {kind, moment};
}

/** A part of a phase is named in whole percents, and a time in ms. */
const percents = 100;

function momentIn(
	{phase, step, since, from, to}: Stretch,
	part: number,
	plan: RunPlan,
): Moment {
	const {aims, streamedIn} = factsOf(plan);
	const aimed = aims.find(aim => aim.phase === phase);
	if (aimed?.isDivisible && phase === streamedIn && step !== undefined) {
		return {
			type: 'phase',
			phase,
			step,
			part: Math.floor(part * percents) / percents,
		};
	}

	const sent = since ?? timedRoles.find(known => known === phase);
	return {
		type: 'time',
		after: Math.round(from + part * (to - from)),
		since:
			step === undefined ? {role: sent ?? 'target'} : {role: 'target', step},
	};
}
