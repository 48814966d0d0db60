/**
The lines of a list that are shown around one of them, which is in their middle where it can be. Pure.

@param line - Counts from 0.
@param count - Lines of the list.
@param room - How many of them fit, at least one.
@returns The first one, and the one after the last.
*/
export function linesAround(
	line: number,
	count: number,
	room: number,
): {readonly start: number; readonly end: number} {
	const shown = Math.min(count, Math.max(1, room));
	const start = Math.min(
		count - shown,
		Math.max(0, line - Math.floor((shown - 1) / 2)),
	);
	return {start, end: start + shown};
}
