import {capital} from '../lab/events/finding.js';
import {type LabState} from '../lab/history/state.js';
import {isSameWorkload} from '../lab/workloads/facts/same-workload.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {describePlan} from '../wording/plan-words.js';
import {describeStrayErrors} from '../wording/stray-words.js';
import {describeSight} from '../wording/wait-words.js';
import {count} from '../wording/words.js';

/** What the person must know now, the most important first: a line each, or as much of them as fits into one. Pure. */
export function notices(state: LabState): readonly string[] {
	const {run, plan, armed, disarmed} = state;
	return [
		...describeWaiting(state),
		...(run ? describeStrayErrors(run) : []),
		...(run && plan && !isSameWorkload(run.plan, plan)
			? [`next run: ${factsOf(plan).describe(plan)}`]
			: []),
		...(disarmed
			? [`disarmed: ${describePlan(disarmed.kill, disarmed.plan)}`]
			: []),
		...(armed && plan
			? [
					`armed${run?.verdict ? ' for the next run' : ''}: ${describePlan(armed, plan)}`,
				]
			: []),
		...(run?.controlBackAt === undefined
			? []
			: ['control was lost and is back']),
		...(run
			? (run.unsentKills ?? []).map(
					aim => `never sent: ${describePlan(aim, run.plan)}`,
				)
			: []),
		...(run && run.missedKills > 0
			? [`${count(run.missedKills, 'kill')} not sent`]
			: []),
	];
}

/** Why the lab waits, and what would end that: the line that replaces the head has no room for all of it. */
function describeWaiting({waits = []}: LabState): readonly string[] {
	const sight = waits.at(-1)?.sight;
	if (!sight) {
		return [];
	}

	const {why, wayOut} = describeSight(sight);
	return [capital(`${why}.`), ...(wayOut === undefined ? [] : [wayOut])];
}
