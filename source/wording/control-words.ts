import {formatAmount, formatDuration} from '../format.js';
import {type ControlRun} from '../lab/events/control-run.js';
import {mostTimes} from '../lab/workloads/sql/options.js';

/** A person needs about so long to press a key in the midst of a statement, in ms. */
const longEnough = 1000;

/** What a control run has found, as clauses: if its statement is over before a person can press a key, also how often it must run. Pure. @param times - How often it runs. */
export function controlClauses(
	{rows, time}: ControlRun,
	times: number,
): readonly string[] {
	return [
		`control run: ${formatAmount(rows, 'rows')} changed in ${formatDuration(time)}`,
		...(time * times < longEnough
			? [
					`too short for a key: --times ${Math.min(mostTimes, Math.ceil((5 * longEnough) / Math.max(time, 1)))} repeats it in the transaction`,
				]
			: []),
	];
}
