import {type WorkloadPlan} from '../../events/run-plan.js';
import {type GivenOptions, type PlannedWorkload} from '../facts/contract.js';

/** A plan's workload that works on so many numbered rows, in one step. */
export function rowsPlan(name: string, rows: number): PlannedWorkload {
	return {workload: {name, options: {rows}}, steps: 1};
}

/** How `--scale` makes the plan of a workload that usually works on so many numbered rows. */
export function scaledRows(
	name: string,
	usual: number,
): (given: GivenOptions) => PlannedWorkload {
	return ({scale = 1}) =>
		rowsPlan(name, Math.max(1, Math.round(scale * usual)));
}

/** The rows that the target of a plan works on. */
export function rowsOf({
	workload: {options},
}: {
	readonly workload: WorkloadPlan;
}): number {
	return Number(options['rows']);
}

/** The rows of all steps of a plan. */
export function allRowsOf(planned: PlannedWorkload): number {
	return planned.steps * rowsOf(planned);
}
