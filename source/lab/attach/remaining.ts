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
const leastLooks = 3;

/** With fewer rows the size of each matters more than their number: blobs. */
const leastRows = 200;

/** The part of the looks that tells how it goes now. */
const newest = 1 / 4;

/** At nine of ten looks or more, what was left took at least so many times what the faster of two rates told, and at most so many times what their mean told: a rollback rather gets slower than faster [measured]. */
const shortest = 0.75;
const longest = 1.7;

/**
How long the rollback of a victim's transaction will still take, until a look finds it gone: its rows divided by the rate at which they went, on the whole and of late. Pure.

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

	const isStatement = proving?.kind === 'query';
	if (isStatement && rowsBefore === undefined) {
		return {
			type: 'unknown',
			why: 'only the statement is undone, and where it began was not seen',
		};
	}

	const undone = samplesOfRollback(samples);
	const [begin] = undone;
	const end = undone.at(-1);
	if (!begin || !end || undone.length < leastLooks || begin.rows === end.rows) {
		return {type: 'unknown', why: 'too few looks so far'};
	}

	const kept = isStatement ? (rowsBefore ?? 0) : 0;
	if (begin.rows - kept < leastRows) {
		return {
			type: 'unknown',
			why: 'it has few rows, and their sizes are not known',
		};
	}

	const steps = undone.length - 1;
	const overall = rateOf(undone);
	const now = rateOf(undone.slice(Math.floor((1 - newest) * steps)));
	const left = Math.max(0, end.rows - kept);
	const pause = (end.at - begin.at) / steps;
	return {
		type: 'range',
		least: (left / Math.max(overall, now)) * shortest,
		// Nobody sees it gone before the next look.
		most: (left / ((overall + now) / 2)) * longest + pause,
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
