import {type RunPlan} from '../../events/run-plan.js';
import {type GivenOptions, type PlannedWorkload} from '../facts/contract.js';
import {rowsOf, rowsPlan} from '../rows/options.js';

/** Rows that the procedure changes before it commits. */
export const batchSize = 1000;

/** So many batches take at least 5 s on the throwaway server [measured on very busy cores: 18 s with MySQL 9.7, 9 s with MariaDB 10.11]. */
const usualBatches = 1000;

/** The most rows that are looked up to see how many batches are committed: 200 take 2 to 4 ms [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const mostLookedUp = 200;

/** The batches that one row is looked up for. */
function strideOf(batches: number): number {
	return Math.ceil(batches / mostLookedUp);
}

/** How `--scale` makes the plan of a workload whose procedure changes rows in batches: of whole ones, each of which is looked up by a row. */
export function batchesPlan(
	name: string,
): (given: GivenOptions) => PlannedWorkload {
	return ({scale = 1}) => {
		const wanted = Math.max(1, Math.round(scale * usualBatches));
		const stride = strideOf(wanted);
		return rowsPlan(name, Math.floor(wanted / stride) * stride * batchSize);
	};
}

/** The rows that one row is looked up for: it is the last of them. */
export function lookedUpTogether(plan: Pick<RunPlan, 'workload'>): number {
	return strideOf(rowsOf(plan) / batchSize) * batchSize;
}
