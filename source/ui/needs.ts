import {type LabState, type RunState} from '../lab/history/state.js';
import {runLog} from '../wording/run-log.js';
import {type Activity} from '../keys/activity.js';
import {killText} from './components/kill-line.js';
import {noticesHeight} from './components/notice-lines.js';
import {contentsHeight} from './contents-height.js';
import {notices} from './notices.js';
import {verdictHeights} from './components/verdict-text.js';
import {wrappedHeight} from './wrapped.js';

/** The lines that the content needs. */
export type Needs = {
	/** Files besides the one in hand. */
	readonly steps: number;
	/** Kills of the run. */
	readonly kills: number;
	/** Runs before this one. */
	readonly earlier: number;
	/** What the things take that the person must know now. */
	readonly notices: number;
	/** What a replay takes to say where it is; absent: it is no replay. */
	readonly replay?: {readonly wanted: number};
	/** Among these is what the lab waits for, and what would end that. */
	readonly isWaiting?: boolean;
	/** What the table's contents take; 0 before the verdict. */
	readonly contents: number;
	/** What others see of the run, while it has no verdict; absent: nothing is known. */
	readonly others?: number;
	/** What production shows of the moment, in its own place; absent: it is not to be seen there. */
	readonly production?: number;
	/** The table of what kills do in this workload, with a blank line; absent: there is none. */
	readonly table?: number;
	/** What the manuals say of kills in this workload, and what was found; absent: nothing. */
	readonly claims?: number;
	/** What the workload is; absent: it is not to be seen. */
	readonly workload?: number;
	/** The phases of the target, and what becomes of a kill's flag in each; absent: they are not to be seen. */
	readonly phases?: number;
	/** What happened in the run so far. */
	readonly log: number;
	/** The longest sentence about a kill, once there is a verdict: from then on the parts take what they need, and no more. Absent: the run goes on, and nothing may jump. */
	readonly told?: number;
	/** The verdict, once there is one: without and with what it can do without. */
	readonly verdict?: {readonly least: number; readonly wanted: number};
};

/** The steps other than the current one. During the run each planned step has a line, so that nothing moves when one begins. */
function otherSteps({plan, steps, verdict}: RunState): number {
	const waiting = plan.steps > steps.length ? 1 : 0;
	return verdict ? Math.max(0, steps.length - 1 + waiting) : plan.steps - 1;
}

/** The lines of the longest sentence about a kill that may be told: one of the run's, or the last one of the run before. */
function toldHeight(run: RunState, width: number, previous?: RunState): number {
	const isPast = run.kills.length === 0;
	const of = isPast ? previous : run;
	const kills = isPast ? (previous?.kills.slice(-1) ?? []) : run.kills;
	return Math.max(
		1,
		...kills.map(kill => {
			const {label, sentences} = killText(of ?? run, kill, {
				time: isPast ? 'past' : 'present',
			});
			return wrappedHeight(label + sentences.join(' '), width);
		}),
	);
}

/** How much of the lab there is to show. Pure. */
export function needsOf(
	state: LabState,
	activity: Activity,
	/** Cells. */
	width: number,
): Needs {
	const {run, previous, earlier = []} = state;
	const verdict = run?.verdict?.verdict;
	return {
		steps: run ? otherSteps(run) : 0,
		kills: run?.kills.length ?? 0,
		earlier: earlier.length,
		notices: noticesHeight(notices(state), width),
		...(typeof activity === 'object' && {replay: {wanted: 3}}),
		isWaiting: state.waits?.at(-1)?.sight !== undefined,
		contents: verdict ? contentsHeight(verdict, Infinity) : 0,
		...(run?.others && !verdict && {others: 1}),
		log: run ? runLog(run).length : 0,
		...(run &&
			verdict && {
				told: toldHeight(run, width, previous),
				verdict: verdictHeights(run, width),
			}),
	};
}
