import {type RunPlan} from '../../lab/events/run-plan.js';
import {type ServerFacts} from '../../lab/events/events.js';
import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {committedHow} from '../../wording/committed-how.js';
import {describeServer} from '../../wording/words.js';

/** What the lab will do to the user's server, for the question before it does it. */
export function describeIntent(
	server: ServerFacts,
	plan: RunPlan,
	keep: boolean,
): string {
	const facts = factsOf(plan);
	const {tableName, intent, commitsItself} = facts;
	const beside = besideOf(facts);
	const name = beside
		? `the ${beside.what} ${plan.schema}.${beside.name}, `
		: '';
	const all = beside?.both ?? 'the table';
	return [
		`${describeServer(server)} is not a throwaway server.`,
		'On it the lab will',
		`  create the table ${plan.schema}.${tableName}, ${name}and the schema if it does not exist;`,
		`  ${intent(plan)} ${commitsItself ? 'which commits itself' : committedHow(plan)};`,
		'  kill its own connection when you tell it to;',
		`  and ${keep ? 'keep' : 'drop'} ${all} at the end; a schema that the lab created stays. It touches nothing else.`,
	].join('\n');
}

/** What a run has beside its table, and what both are together. */
function besideOf({
	routineName,
	madeName,
}: WorkloadFacts):
	| {readonly what: string; readonly name: string; readonly both: string}
	| undefined {
	if (routineName !== undefined) {
		return {what: 'procedure', name: routineName, both: 'procedure and table'};
	}

	return madeName === undefined
		? undefined
		: {what: 'table', name: madeName, both: 'both tables'};
}
