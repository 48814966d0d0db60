import {type RunPlan} from '../../events/run-plan.js';
import {endingOf} from './endings.js';
import {factsOf} from './registry.js';

/** A plan as its workload runs it: a target that commits itself has no transaction around it, and no COMMIT to pause before; what is about the end of a transaction or a savepoint in it has one, and no COMMIT if that is ROLLBACK. Pure. */
export function asItRuns(plan: RunPlan): RunPlan {
	const facts = factsOf(plan);
	if (facts.commitsItself) {
		return {...plan, autocommit: true, pauseCommit: false};
	}

	return facts.endsIn === undefined && facts.savepoint === undefined
		? plan
		: {
				...plan,
				autocommit: false,
				pauseCommit: plan.pauseCommit && endingOf(facts) === 'commit',
			};
}
