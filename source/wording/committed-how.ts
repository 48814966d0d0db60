import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** How what a run writes is committed, as words after what that is. Pure. */
export function committedHow(plan: RunPlan): string {
	const {commitsItself, target} = factsOf(plan);
	return commitsItself
		? `the ${target} commits itself`
		: plan.autocommit
			? 'committed one by one'
			: 'in one transaction';
}
