import {type RunPlan} from '../lab/events/run-plan.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {committedHow} from './committed-how.js';
import {describeRate} from './words.js';

/** What a run does, how, and how fast: clauses with commas. Pure. */
export function describeWork(plan: RunPlan): string {
	const {describe, detail, streamedIn} = factsOf(plan);
	return [
		describe(plan),
		...(detail ? [detail(plan)] : []),
		...(streamedIn === undefined ? [] : [describeRate(plan.rate)]),
	].join(', ');
}

/** What a run is about to do, and where, in one line. Pure. */
export function describeStart(
	run: number,
	plan: RunPlan,
	connectionId: string,
): string {
	const {commitsItself, commitsMidway} = factsOf(plan);
	return [
		`run ${run}: ${describeWork(plan)}`,
		...(commitsItself
			? [committedHow(plan)]
			: [
					...(commitsMidway === undefined ? [] : [commitsMidway]),
					...(plan.autocommit ? ['autocommit'] : []),
				]),
		`connection ${connectionId}`,
	].join(', ');
}
