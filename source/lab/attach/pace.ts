import {type RowSample} from './attach-state.js';

/** Over so long, in ms, the rate is taken. */
const window = 3000;

/** How many rows a second a transaction changes; negative: it undoes them. Since it last turned from one to the other. Pure; absent: it was looked at once only. */
export function rowsPerSecond(
	samples: readonly RowSample[],
): number | undefined {
	const end = samples.at(-1);
	const recent = samples.filter(({at}) => end && at >= end.at - window);
	const begin = recent[turnOf(recent)];
	return begin && end && end.at > begin.at
		? ((end.rows - begin.rows) / (end.at - begin.at)) * 1000
		: undefined;
}

/** Where the rows last turned from growing to going, or back. */
function turnOf(samples: readonly RowSample[]): number {
	const steps = samples.slice(1).map(({rows}, index) => ({
		index,
		sign: Math.sign(rows - (samples[index]?.rows ?? rows)),
	}));
	const moving = steps.filter(({sign}) => sign !== 0);
	const last = moving.at(-1)?.sign;
	const turn = moving.findLast(({sign}) => sign !== last);
	return turn === undefined ? 0 : turn.index + 1;
}

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** The rows of a transaction as a small curve, the newest at the right. Pure. @param width - Cells. */
export function curveOf(samples: readonly RowSample[], width: number): string {
	const begin = samples[0]?.at ?? 0;
	const end = samples.at(-1)?.at ?? 0;
	const most = Math.max(1, ...samples.map(({rows}) => rows));
	if (samples.every(({rows}) => rows === samples[0]?.rows)) {
		return '';
	}

	return Array.from({length: width}, (_, cell) => {
		const at = begin + ((end - begin) * (cell + 1)) / width;
		const rows = samples.findLast(sample => sample.at <= at)?.rows ?? 0;
		return levels[Math.round((rows / most) * (levels.length - 1))] ?? '';
	}).join('');
}
