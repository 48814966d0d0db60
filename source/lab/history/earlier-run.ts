import {type Verdict} from '../events/events.js';
import {type RunPlan} from '../events/run-plan.js';
import {type KillState, type RunState} from './state.js';

/** What is kept of a run once the next one begins: its kills and its outcome, without its statements and steps. */
export type EarlierRun = {
	readonly run: number;
	readonly plan: RunPlan;
	readonly kills: readonly KillState[];
	/** Absent: the run had no verdict when the next one began. */
	readonly outcome?: Verdict['outcome'];
	/** How many rows were there, and how many a whole commit would have left; absent if nobody could look, or if the verdict is not about rows. */
	readonly rows?: {readonly found: number; readonly expected: number};
};

/** What to keep of a run. Pure. */
export function toEarlierRun({
	run,
	plan,
	kills,
	verdict,
}: RunState): EarlierRun {
	const found = verdict?.verdict;
	return {
		run,
		plan,
		kills,
		...(found && {outcome: found.outcome}),
		...(found &&
			found.outcome !== 'unknown' &&
			found.about === 'data' && {
				rows: {found: found.there, expected: found.expected},
			}),
	};
}
