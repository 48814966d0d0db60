import {type LabState} from '../lab/state.js';
import {describePlan} from '../plan-words.js';
import {count} from '../words.js';
import {type Activity} from './activity.js';
import {eventNames} from './event-names.js';

/** What the person must know now, the gravest first: a line each, or as much of them as fits into one. Pure. */
export function notices(
	{run, armed}: LabState,
	activity: Activity,
): readonly string[] {
	return [
		...(typeof activity === 'object' ? [describePosition(activity)] : []),
		...(run?.controlBackAt === undefined ? [] : ['control lost, and back']),
		...(run?.unsentKills ?? []).map(
			plan => `never came: ${describePlan(plan)}`,
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

/** Where a replay stands, and what was played last. */
function describePosition({
	position,
	length,
	newest,
}: Extract<Activity, {readonly type: 'replay'}>): string {
	return `event ${String(position).padStart(String(length).length)} of ${length}${newest ? `: ${eventNames[newest]}` : ''}`;
}
