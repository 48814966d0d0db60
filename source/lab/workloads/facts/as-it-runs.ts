import {type RunPlan} from '../../events/run-plan.js';
import {factsOf} from './registry.js';

/** A plan as its workload runs it: a target that commits itself has no transaction around it, and no COMMIT to pause before. Pure. */
export function asItRuns(plan: RunPlan): RunPlan {
	return factsOf(plan).commitsItself
		? {...plan, autocommit: true, pauseCommit: false}
		: plan;
}
