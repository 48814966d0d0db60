import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** How what a run writes is committed, as words after what that is. Pure. */
export function committedHow(plan: RunPlan): string {
	const {commitsItself, commitsMidway, target} = factsOf(plan);
	if (commitsItself) {
		return `the ${target} commits itself`;
	}

	const byClient = plan.autocommit
		? 'committed one by one'
		: 'in one transaction';
	return commitsMidway ?? byClient;
}
