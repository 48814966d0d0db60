import {formatDuration} from '../../../format.js';
import {type WorkloadPlan} from '../../events/run-plan.js';
import {type GivenOptions, type PlannedWorkload} from '../facts/contract.js';

/** How long a target waits that nobody kills, in ms: so long that a person can press a key in its midst. */
const usualTime = 10_000;

/** How `--scale` makes the plan of a workload whose target waits: it waits longer. @param rows - Rows of its table. */
export function waitPlan(
	name: string,
	rows: number,
): (given: GivenOptions) => PlannedWorkload {
	return ({scale = 1}) => ({
		workload: {
			name,
			options: {rows, time: Math.max(1, Math.round(scale * usualTime))},
		},
		steps: 1,
	});
}

/** How long the target of a plan waits, in ms. */
export function waitOf({
	workload: {options},
}: {
	readonly workload: WorkloadPlan;
}): number {
	return Number(options['time']);
}

/** The same in words: `10.0 s`. */
export function waitWords(planned: PlannedWorkload): string {
	return formatDuration(waitOf(planned));
}
