import {type PlannedWorkload} from './contract.js';

/** Whether two runs do the same: the workload, its options and its steps. Pure. */
export function isSameWorkload(
	one: PlannedWorkload,
	other: PlannedWorkload,
): boolean {
	const [options, others] = [one.workload.options, other.workload.options];
	const names = new Set([...Object.keys(options), ...Object.keys(others)]);
	return (
		one.workload.name === other.workload.name &&
		one.steps === other.steps &&
		[...names].every(name => options[name] === others[name])
	);
}
