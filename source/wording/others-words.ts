import {type OthersView} from '../lab/events/events.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** What others see of a run, in one line; `undefined` if its workload has nothing that they could see. Pure. */
export function describeOthers(
	view: OthersView,
	plan: RunPlan,
): string | undefined {
	const {othersSee} = factsOf(plan);
	return view.type === 'hidden'
		? `what others see is not known: ${view.why}`
		: othersSee?.(view);
}
