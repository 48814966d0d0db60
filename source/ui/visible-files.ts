import {type FileState, type RunState} from '../lab/history/state.js';

/** The files that fit into this many lines, always including the newest. */
export type VisibleFiles = {
	readonly files: readonly FileState[];
	/** How many begun files are hidden above. */
	readonly before: number;
	/** How many files have not begun. */
	readonly waiting: number;
};

/** Chooses the files to show, and reserves a line for the number of those that have not begun. Pure. */
export function visibleFiles(
	{files, plan}: RunState,
	lines: number,
): VisibleFiles {
	const waiting = plan.files - files.length;
	const room = waiting > 0 ? lines - 1 : lines;
	const shown = files.slice(-Math.max(1, room));
	return {files: shown, before: files.length - shown.length, waiting};
}
