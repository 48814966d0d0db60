import {literal} from '../../../server/literal.js';
import {type Glance} from '../../connections/glance.js';
import {type RunPlan} from '../../events/run-plan.js';
import {factsOf} from '../facts/registry.js';

/**
Looks up what an ALTER TABLE adds to a table, as others see it: in the information schema, since a statement that names a column before it is there fails.

@param options.isIt - That a row of the list is it, as SQL.
*/
export function definitionOf(
	plan: RunPlan,
	{
		list,
		isIt,
	}: {readonly list: 'COLUMNS' | 'STATISTICS'; readonly isIt: string},
): Glance {
	return {
		from: `FROM information_schema.${list} WHERE TABLE_SCHEMA = ${literal(plan.schema)} AND TABLE_NAME = ${literal(factsOf(plan).tableName)} AND ${isIt}`,
	};
}
