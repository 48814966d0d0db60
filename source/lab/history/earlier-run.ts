import {deflateRawSync, inflateRawSync} from 'node:zlib';
import {type Verdict} from '../events/events.js';
import {type KillKind} from '../events/kill.js';
import {type RunPlan} from '../events/run-plan.js';
import {type KillPhase} from './kill-knowledge.js';
import {type KillState, type RunState} from './state.js';
import {tablePhase} from './tried.js';

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
	/** Absent: it is too long ago. */
	readonly whole?: WholeRun;
};

/** A run with all that is known of it: {@link runOf} gives it. */
export type WholeRun = {
	readonly plan: RunPlan;
	/** Its kills, the oldest first, as far as a list of many runs must know them. */
	readonly sent: readonly SentKill[];
	/** The run as it ended, packed, without the rows that its verdict shows; or one that goes on. */
	readonly content: RunState | Uint8Array;
};

/** A kill in a list. */
export type SentKill = {
	/** Its number in its run. */
	readonly kill: number;
	readonly kind: KillKind;
	/** Where the table counts it; absent: what it did is not known, so that it is not counted. */
	readonly counted?: KillPhase;
};

/** An earlier run in the history, and how much of the room for whole runs it takes, in bytes. */
export type KeptRun = EarlierRun & {readonly size: number};

/** How many bytes all packed runs may take together: some 1,200 of ten files with three kills each [measured: 499 took 0.8 MB]. */
export const roomForWhole = 2_000_000;

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
		whole: {
			plan,
			sent: kills.map(kill => ({
				kill: kill.kill,
				kind: kill.kind,
				...(kill.effect && {counted: tablePhase(run, kill)}),
			})),
			content: run,
		},
	};
}

/** The run itself. Pure. */
export function runOf({content}: WholeRun): RunState {
	return content instanceof Uint8Array ? unpack(content) : content;
}

/** The earlier runs, the oldest first, with one more that has ended. The newest stays whole in any case; of those that there is no room for, the oldest first, only the line in the list stays. Pure. */
export function withEnded(
	earlier: readonly KeptRun[],
	ended: RunState,
): readonly KeptRun[] {
	const newest = packed(ended);
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

function packed(ended: RunState): KeptRun {
	const {whole, ...short} = toEarlierRun(ended);
	const content = pack(withoutContents(ended));
	return {
		...short,
		...(whole && {whole: {...whole, content}}),
		size: content.length,
	};
}

/** A fifth of what it takes as it is [measured: runs of ten files, Node 20.20]. */
function pack(run: RunState): Uint8Array {
	// A copy: what zlib returns is a part of a larger buffer.
	return new Uint8Array(deflateRawSync(JSON.stringify(run)));
}

function unpack(bytes: Uint8Array): RunState {
	const run: unknown = JSON.parse(inflateRawSync(bytes).toString());
	if (isRun(run)) {
		return run;
	}

	throw new TypeError('These bytes are no packed run');
}

/** Only {@link pack} makes such bytes. */
function isRun(value: unknown): value is RunState {
	return typeof value === 'object' && value !== null && 'run' in value;
}

function inShort(kept: KeptRun): KeptRun {
	if (!kept.whole) {
		return kept;
	}

	const {whole, ...short} = kept;
	return {...short, size: 0};
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
