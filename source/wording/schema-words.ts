import {grouped} from '../format.js';
import {type SchemaVerdict} from '../lab/events/events.js';
import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';

/** What was found of a table whose definition the run changes, as clauses. Pure. */
export function schemaClauses(
	{
		definition,
		there,
		intact,
		expected,
		remains,
		isForgotten,
		isUnanswered,
	}: SchemaVerdict,
	plan: RunPlan,
): readonly string[] {
	const {target, altered, unaltered = 'the table is as before'} = factsOf(plan);
	return [
		definition === 'before'
			? unaltered
			: (altered ?? 'the definition is changed'),
		...(isForgotten ? [`although the ${target} returned OK`] : []),
		...(isUnanswered ? ['although the client saw an error'] : []),
		there === expected && intact === expected
			? `all ${grouped(expected)} rows are intact`
			: `${grouped(intact)} of ${grouped(expected)} rows are intact`,
		remains.type === 'hidden'
			? `what the ${target} has left besides is hidden`
			: remains.names.length === 0
				? `nothing else is left of the ${target}`
				: `the ${target} has left ${remains.names.join(', ')}`,
	];
}
