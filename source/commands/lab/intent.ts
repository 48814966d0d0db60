import {type RunPlan} from '../../lab/events/run-plan.js';
import {type ServerFacts} from '../../lab/events/events.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {committedHow} from '../../wording/committed-how.js';
import {describeServer} from '../../wording/words.js';

/** What the lab will do to the user's server, for the question before it does it. */
export function describeIntent(
	server: ServerFacts,
	plan: RunPlan,
	keep: boolean,
): string {
	const {tableName, routineName, madeName, intent, commitsItself} =
		factsOf(plan);
	const beside =
		routineName === undefined
			? madeName === undefined
				? ''
				: `the table ${plan.schema}.${madeName}, `
			: `the procedure ${plan.schema}.${routineName}, `;
	const all =
		routineName === undefined
			? madeName === undefined
				? 'the table'
				: 'both tables'
			: 'procedure and table';
	return [
		`${describeServer(server)} is not a throwaway server.`,
		'On it the lab will',
		`  create the table ${plan.schema}.${tableName}, ${beside}and the schema if it does not exist;`,
		`  ${intent(plan)} ${commitsItself ? 'which commits itself' : committedHow(plan)};`,
		'  kill its own connection when you tell it to;',
		`  and ${keep ? 'keep' : 'drop'} ${all} at the end; a schema that the lab created stays. It touches nothing else.`,
	].join('\n');
}
