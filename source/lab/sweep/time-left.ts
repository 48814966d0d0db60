import {coursesWanted} from './next-trial.js';
import {trialsLeft, type SweepState, type Tried} from './sweep-state.js';

/**
How long a sweep will go on, in ms: the runs that are left of each workload, at the pace of its newest runs; those of a workload that has not begun at the pace of all others. Pure.

@returns `undefined` before the first run is over.
*/
export function timeLeft(state: SweepState): number | undefined {
	const usual = paceOf(state.tried.flatMap(({took}) => took));
	if (usual === undefined) {
		return undefined;
	}

	const times = state.tried.map(
		tried => (paceOf(tried.took) ?? usual) * runsLeft(state, tried),
	);
	return times.reduce((sum, ms) => sum + ms, 0);
}

function runsLeft(state: SweepState, tried: Tried): number {
	const trials = trialsLeft(state, tried);
	return trials === 0
		? 0
		: trials + Math.max(0, coursesWanted - tried.courses.length);
}

function paceOf(took: readonly number[]): number | undefined {
	return took.length === 0
		? undefined
		: took.reduce((sum, ms) => sum + ms, 0) / took.length;
}
