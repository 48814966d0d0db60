import {type RunPlan} from '../events/run-plan.js';
import {type PlannedWorkload} from '../workloads/facts/contract.js';

/** What each run of a sweep does: as the blog post's program, it rolls back after an interruption. Pure. */
export function runPlanOf(workload: PlannedWorkload, schema: string): RunPlan {
	return {
		...workload,
		schema,
		onInterrupt: 'rollback',
		autocommit: false,
		pauseCommit: false,
	};
}
