import {type Stretch} from '../../source/lab/sweep/course.js';
import {
	sweepSchema,
	type CourseSeen,
	type SweepBegan,
	type TrialDone,
} from '../../source/lab/sweep/sweep-line.js';
import {
	beginSweep,
	reduceSweep,
	type SweepState,
} from '../../source/lab/sweep/sweep-state.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';

/** The first line of a sweep of two workloads. */
export function began(change: Partial<SweepBegan> = {}): SweepBegan {
	return {
		type: 'sweep',
		schema: sweepSchema,
		startedAt: 1_795_820_000_000,
		version: '1.2.3',
		server: {flavour: 'mysql', version: '9.7.4', product: 'MySQL 9.7.4'},
		workloads: [rowsPlan('update', 1000), rowsPlan('delete', 1000)],
		trials: 10,
		kinds: ['query', 'connection'],
		seed: 'seven',
		...change,
	};
}

/** An UPDATE that takes 100 ms, and its COMMIT. */
export const stretches: readonly Stretch[] = [
	{phase: 'send', step: 0, from: 0, to: 1},
	{phase: 'execute', step: 0, from: 1, to: 100},
	{phase: 'commit', from: 0, to: 2},
];

/** A run of the first workload that nobody killed. */
export const course: CourseSeen = {
	type: 'course',
	workload: 'update',
	took: 500,
	stretches,
};

/** A trial of the first workload: a KILL QUERY that interrupted its UPDATE. */
export function trial(change: Partial<TrialDone> = {}): TrialDone {
	return {
		type: 'trial',
		trial: 1,
		stratum: {phase: 'execute', third: 'middle'},
		took: 700,
		workload: 'update',
		kind: 'query',
		aim: 'query@1:target+50ms',
		landed: 'execute',
		effect: 'interrupted',
		at: 50,
		answered: 0.5,
		bit: 12,
		returned: 1317,
		outcome: 'rolled back whole',
		...change,
	};
}

/** The state after these lines. */
export function swept(
	lines: Parameters<typeof reduceSweep>[1],
	first = began(),
): SweepState {
	return reduceSweep(beginSweep(first), lines);
}
