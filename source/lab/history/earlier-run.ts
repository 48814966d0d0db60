import {type Verdict} from '../events/events.js';
import {type KillState, type RunState} from './state.js';

/** What is kept of a run once the next one begins. */
export type EarlierRun = {
	readonly run: number;
	/** The name of its workload. */
	readonly workload: string;
	/** How many kills it had. */
	readonly kills: number;
	/** The newest of them. */
	readonly last?: KillState;
	/** Absent: the run had no verdict when the next one began. */
	readonly outcome?: Verdict['outcome'];
	/** How many rows were there, and how many a whole commit would have left; absent if nobody could look, or if the verdict is not about rows. */
	readonly rows?: {readonly found: number; readonly expected: number};
	/** The run as it ended, without the rows that its verdict shows; absent: it is too long ago. */
	readonly whole?: RunState;
};

/** An earlier run in the history, and how much of the room for whole runs it takes: the characters of it as JSON. */
export type KeptRun = EarlierRun & {readonly size: number};

/** How many characters of JSON all whole runs may have together. Some 500 runs of ten files with three kills each; copied into a thread they take about twice as many bytes of its heap: 499 runs of 4.0 million characters took 7.9 MB [measured: Node 20.20]. */
export const roomForWhole = 5_000_000;

/** How many earlier runs are listed at all. */
export const mostRuns = 5000;

/** A run in short, as the history lists it. Pure. */
export function toEarlierRun(run: RunState): EarlierRun {
	const {verdict, kills, plan} = run;
	const found = verdict?.verdict;
	const last = kills.at(-1);
	return {
		run: run.run,
		workload: plan.workload.name,
		kills: kills.length,
		...(last && {last}),
		...(found && {outcome: found.outcome}),
		...(found &&
			found.outcome !== 'unknown' &&
			found.about === 'data' && {
				rows: {found: found.there, expected: found.expected},
			}),
		whole: run,
	};
}

/** The earlier runs, the oldest first, with one more that has ended. The newest stays whole in any case; of those that there is no room for, the oldest first, only the line in the list stays. Pure. */
export function withEnded(
	earlier: readonly KeptRun[],
	ended: RunState,
): readonly KeptRun[] {
	const whole = withoutContents(ended);
	const newest = {...toEarlierRun(whole), size: JSON.stringify(whole).length};
	let used = newest.size;
	const before = earlier
		.slice(1 - mostRuns)
		.toReversed()
		.map(kept => {
			used += kept.size;
			return used > roomForWhole ? inShort(kept) : kept;
		});
	return [...before.toReversed(), newest];
}

function inShort({whole, ...kept}: KeptRun): KeptRun {
	return {...kept, size: 0};
}

/** A run without the rows that its verdict shows: there may be thousands. The first one of somebody else stays, because the verdict's words name it. */
function withoutContents(run: RunState): RunState {
	const found = run.verdict?.verdict;
	if (!run.verdict || found === undefined || found.outcome === 'unknown') {
		return run;
	}

	const {contents, foreign} = found;
	return {
		...run,
		verdict: {
			...run.verdict,
			verdict: {
				...found,
				contents: {...contents, rows: []},
				...(foreign && {
					foreign: {...foreign, rows: foreign.rows.slice(0, 1)},
				}),
			},
		},
	};
}
