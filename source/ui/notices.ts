import {toldByCluster, type LabState, type RunState} from '../lab/state.js';
import {describePlan} from '../plan-words.js';
import {count, describeErrorFirst} from '../words.js';
import {type Activity} from './activity.js';
import {eventNames} from './event-names.js';

/** What the person must know now, the gravest first: a line each, or as much of them as fits into one. Pure. */
export function notices(
	{run, armed}: LabState,
	activity: Activity,
): readonly string[] {
	return [
		...(typeof activity === 'object' ? [describePosition(activity)] : []),
		...(run ? failures(run) : []),
		...(run?.controlBackAt === undefined
			? []
			: ['control was lost and is back']),
		...(run?.unsentKills ?? []).map(
			plan => `never sent: ${describePlan(plan)}`,
		),
		...(run && run.missedKills > 0
			? [`${count(run.missedKills, 'kill')} not sent`]
			: []),
		...(armed
			? [
					`armed${run?.verdict ? ' for the next run' : ''}: ${describePlan(armed)}`,
				]
			: []),
	];
}

/** Why COMMIT was refused, what a cluster did, and what else has ended the run early. An INSERT's error stands beside its file. */
function failures(run: RunState): readonly string[] {
	const meaning = toldByCluster(run);
	const outcome = run.statements.findLast(({kind}) => kind === 'commit')?.ended
		?.outcome;
	return [
		...(meaning === undefined ? [] : [meaning]),
		...(outcome?.type === 'error'
			? [`COMMIT: ${describeErrorFirst(outcome.failure)}`]
			: []),
		...(run.broken === undefined ? [] : [`run aborted: ${run.broken}`]),
	];
}

/** Where a replay stands, and what was played last. */
function describePosition({
	position,
	length,
	newest,
}: Extract<Activity, {readonly type: 'replay'}>): string {
	return `event ${String(position).padStart(String(length).length)} of ${length}${newest ? `: ${eventNames[newest]}` : ''}`;
}
