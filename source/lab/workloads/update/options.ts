import {type WorkloadPlan} from '../../events/run-plan.js';

/** What a person can choose of the UPDATE. */
export type UpdateOptions = {
	/** The rows that it changes. */
	readonly rows: number;
};

/** So many rows take at least 5 s on the throwaway server [measured on two cores: 11 s with MySQL 9.7, 5.2 s with MariaDB 10.11]. */
export const usualRows = 1_000_000;

/** A plan's workload with these options: one step. */
export function updatePlan(options: UpdateOptions): {
	readonly workload: WorkloadPlan;
	readonly steps: number;
} {
	return {workload: {name: 'update', options}, steps: 1};
}

/** The options of a plan whose workload is this one. */
export function updateOptions({
	workload: {options},
}: {
	readonly workload: WorkloadPlan;
}): UpdateOptions {
	return {rows: Number(options['rows'])};
}
