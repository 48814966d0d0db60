import {type Aim} from '../../events/aim.js';
import {killKinds} from '../../events/kill.js';
import {type RunPlan} from '../../events/run-plan.js';
import {factsOf} from './registry.js';

/** The kills that can be armed on the screen, in the order of the list; none before there is a plan. Pure. */
export function armableOf(plan: RunPlan | undefined): readonly Aim[] {
	return plan === undefined
		? []
		: killKinds.flatMap(kind =>
				factsOf(plan).armable.map(moment => ({kind, moment})),
			);
}
