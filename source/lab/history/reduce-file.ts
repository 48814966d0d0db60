/*
How the state changes with the files of a run and their uploads.
*/
import {type FileState, type RunState} from './state.js';

/** The shortest time over which a rate is worth computing, in ms. */
const rateWindow = 250;

/** The state with one file of it changed. */
export function changeFile(
	run: RunState,
	file: number,
	change: Partial<FileState>,
): RunState {
	return {
		...run,
		files: run.files.map(known =>
			known.file === file ? {...known, ...change} : known,
		),
	};
}

/** The state when an INSERT of a file begins, for the first time or again. */
export function startUpload(run: RunState, file: number, at: number): RunState {
	return changeFile(run, file, {
		bytes: 0,
		rate: 0,
		rateFrom: {at, bytes: 0},
	});
}

/** The state once the kernel has taken this many bytes of a file. */
export function advanceUpload(
	run: RunState,
	file: number,
	bytes: number,
	at: number,
): RunState {
	const from = run.files[file]?.rateFrom;
	if (!from) {
		return run;
	}

	const elapsed = at - from.at;
	return elapsed < rateWindow
		? changeFile(run, file, {bytes})
		: changeFile(run, file, {
				bytes,
				rate: ((bytes - from.bytes) / elapsed) * 1000,
				rateFrom: {at, bytes},
			});
}
