import {type RowSample, type VictimState} from './attach-state.js';
import {isRollingBack} from './proof.js';

/** How long a rollback will still take, in ms, or why nobody can tell. */
export type Remaining =
	| {
			readonly type: 'range';
			readonly least: number;
			readonly most: number;
			/** So many looks it comes from. */
			readonly looks: number;
	  }
	| {readonly type: 'unknown'; readonly why: string};

/** With fewer looks at rows that go there is no rate. */
const leastLooks = 4;

/** With fewer rows the size of each matters more than their number: blobs. */
const leastRows = 200;

/** What a range allows beside the rates that were seen: they are never quite steady. */
const slack = 0.15;

/**
How long the rollback of a victim's transaction will still take: its rows divided by the slowest and by the fastest rate that was seen over longer parts of it. Pure.

@returns `undefined` when none is seen.
*/
export function remaining({
	last,
	samples,
	rowsBefore,
	proving,
}: VictimState): Remaining | undefined {
	if (!isRollingBack(last)) {
		return undefined;
	}

	const undone = samplesOfRollback(samples);
	const [begin] = undone;
	const end = undone.at(-1);
	const isStatement = proving?.kind === 'query';
	if (isStatement && rowsBefore === undefined) {
		return {
			type: 'unknown',
			why: 'only the statement is undone, and where it began was not seen',
		};
	}

	if (!begin || !end || undone.length < leastLooks || begin.rows === end.rows) {
		return {type: 'unknown', why: 'too few looks so far'};
	}

	if (begin.rows < leastRows) {
		return {
			type: 'unknown',
			why: 'it has few rows, and their sizes are not known',
		};
	}

	const target = isStatement ? (rowsBefore ?? 0) : 0;
	const left = Math.max(0, end.rows - target);
	const rates = [1, 1 / 2, 1 / 4]
		.map(part => rateOf(undone.slice(-Math.ceil(part * undone.length))))
		.filter(rate => rate > 0);
	const fastest = Math.max(...rates);
	const slowest = Math.min(...rates);
	return {
		type: 'range',
		least: (left / fastest) * (1 - slack),
		most: (left / slowest) * (1 + slack),
		looks: undone.length,
	};
}

/** From the last look at all rows on: what was before it grew, or stood still. */
function samplesOfRollback(
	samples: readonly RowSample[],
): readonly RowSample[] {
	const growth = samples.findLastIndex(
		({rows}, index) => rows > (samples[index - 1]?.rows ?? 0),
	);
	const top = samples[Math.max(0, growth)]?.rows;
	return samples.slice(
		Math.max(
			0,
			samples.findLastIndex(({rows}) => rows === top),
		),
	);
}

/** Rows a ms; 0: none has gone. */
function rateOf(samples: readonly RowSample[]): number {
	const [begin] = samples;
	const end = samples.at(-1);
	return begin && end && end.at > begin.at
		? (begin.rows - end.rows) / (end.at - begin.at)
		: 0;
}
