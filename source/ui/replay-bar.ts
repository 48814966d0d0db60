import {playTime} from '../lab/history/silences.js';
import {type ShownCourse} from '../keys/activity.js';

/** A cell of the bar: what stands there, and what that is. */
export type BarCell = {
	readonly text: string;
	readonly type: 'played' | 'ahead' | 'here' | 'kill' | 'run';
};

/** The course of a recording in so many cells, without what is skipped of its silences: each kill by its key, each further run, and the place where one is. Pure. @param now - In ms of the recording. */
export function replayBar(
	{beginsAt, endsAt, runs, kills, silences}: ShownCourse,
	now: number,
	width: number,
): readonly BarCell[] {
	const whole = Math.max(1, playTime(silences, beginsAt, endsAt));
	const cellOf = (at: number) =>
		Math.min(
			width - 1,
			Math.floor(
				(playTime(silences, beginsAt, Math.max(beginsAt, at)) / whole) *
					(width - 1),
			),
		);
	const here = cellOf(now);
	const cells = Array.from({length: Math.max(0, width)}, (_, index): BarCell =>
		index < here ? {text: '━', type: 'played'} : {text: '─', type: 'ahead'},
	);
	const place = (at: number, cell: BarCell) => {
		cells.splice(cellOf(at), 1, cell);
	};

	for (const at of runs.slice(1)) {
		place(at, {text: '│', type: 'run'});
	}

	for (const {at, kind} of kills) {
		place(at, {text: kind === 'query' ? 'q' : 'c', type: 'kill'});
	}

	place(now, {text: '█', type: 'here'});
	return cells.slice(0, width);
}
