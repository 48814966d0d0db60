import {factsNamed} from '../../lab/workloads/facts/registry.js';
import {isSwept, type SweepState} from '../../lab/sweep/sweep-state.js';
import {exitCodes} from '../../options/exit-codes.js';

/** What a sweep means to the caller of the program. What is left to be tried was left by the user. Pure. @param state - Absent: it has not begun. */
export function exitCodeOfSweep(state: SweepState | undefined): number {
	const trials = state?.tried.flatMap(({trials}) => trials) ?? [];
	if (
		trials.some(
			({workload, outcome}) => outcome === 'PARTIAL' && !mayBePartial(workload),
		)
	) {
		return exitCodes.violated;
	}

	if (
		trials.some(({outcome}) => outcome === undefined || outcome === 'unknown')
	) {
		return exitCodes.unverified;
	}

	if (!state || !isSwept(state)) {
		return exitCodes.interrupted;
	}

	return state.began.all === undefined &&
		state.tried.some(({refused}) => refused !== undefined)
		? exitCodes.error
		: exitCodes.atomic;
}

/** Whether a part of the rows may stay after a kill, and that is no fault of the server. */
function mayBePartial(workload: string): boolean {
	return factsNamed(workload)?.partWords !== undefined;
}
