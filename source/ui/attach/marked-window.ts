import {linesAround} from '../lines-around.js';

/** The part of a list that is shown: from `start` to before `end`, with a line for each end beyond which there is more. */
export type MarkedWindow = {
	readonly start: number;
	readonly end: number;
	/** Whether a line says how many more are above, and below. */
	readonly isMarked: {readonly above: boolean; readonly below: boolean};
};

/** With less room than this no line is given away for a mark. */
const leastMarked = 4;

/** The lines of a list around one of them, as many as fit beside the marks of what does not. Pure. @param line - Counts from 0. @param count - Lines of the list. @param room - Lines for both. */
export function markedWindow(
	line: number,
	count: number,
	room: number,
): MarkedWindow {
	if (count <= room || room < leastMarked) {
		const isMarked = {above: false, below: false};
		return {...linesAround(line, count, room), isMarked};
	}

	const {start, end} = linesAround(line, count, room - 2);
	// A mark is worth no line in the place of a single one.
	if (start <= 1) {
		return {start: 0, end: room - 1, isMarked: {above: false, below: true}};
	}

	return end >= count - 1
		? {
				start: count - room + 1,
				end: count,
				isMarked: {above: true, below: false},
			}
		: {start, end, isMarked: {above: true, below: true}};
}
