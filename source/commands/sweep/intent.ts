import {formatBytes, grouped} from '../../format.js';
import {type ServerFacts} from '../../lab/events/events.js';
import {type RunPlan} from '../../lab/events/run-plan.js';
import {coursesWanted} from '../../lab/sweep/next-trial.js';
import {workloadOf} from '../../lab/workloads/acts.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {count, describeServer} from '../../wording/words.js';

/** What a sweep will do to the user's server, for the question before it does it. @param trials - Of each workload. */
export function describeSweepIntent(
	server: ServerFacts,
	plans: readonly RunPlan[],
	trials: number,
): string {
	const runs = trials + coursesWanted;
	const bytes = plans.reduce(
		(sum, plan) => sum + runs * workloadOf(plan).demands(plan).data,
		0,
	);
	const facts = plans.map(plan => factsOf(plan));
	const made = [
		named(
			'table',
			facts.flatMap(({tableName, madeName = tableName}) => [
				tableName,
				madeName,
			]),
		),
		named(
			'procedure',
			facts.flatMap(({routineName = []}) => routineName),
		),
	].flat();
	const [plan] = plans;
	return [
		`${describeServer(server)} is not a throwaway server.`,
		'On it the sweep will, one after the other,',
		`  run ${plans.map(({workload}) => workload.name).join(', ')}: ${count(runs * plans.length, 'run')} in all, each with its own connection;`,
		`  create and drop the ${made.join(' and the ')} in the schema ${plan?.schema ?? ''}, which is created if it does not exist, and then stays;`,
		`  write ${formatBytes(bytes)} in all;`,
		`  and kill its own connections ${grouped(trials * plans.length)} times. It touches nothing else.`,
	].join('\n');
}

/** Each of these names once, after what they are the names of; empty if there is none. */
function named(noun: string, names: readonly string[]): readonly string[] {
	const different = [...new Set(names)];
	return different.length === 0
		? []
		: [`${different.length === 1 ? noun : `${noun}s`} ${different.join(', ')}`];
}
