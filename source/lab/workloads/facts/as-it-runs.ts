import {type RunPlan} from '../../events/run-plan.js';
import {factsOf} from './registry.js';

/** A plan as its workload runs it: a target that commits itself has no transaction around it, and no COMMIT to pause before; what is about the end of a transaction has one. Pure. */
export function asItRuns(plan: RunPlan): RunPlan {
	const {commitsItself, endsIn} = factsOf(plan);
	if (commitsItself) {
		return {...plan, autocommit: true, pauseCommit: false};
	}

	return endsIn === undefined ? plan : {...plan, autocommit: false};
}
