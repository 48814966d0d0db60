import {type WriteStream} from 'node:tty';
import cliTruncate from 'cli-truncate';
import {formatBytes, formatDuration} from '../format.js';
import {type SandboxProgress} from '../sandbox/sandbox.js';

/** Tells how the start of the sandbox goes: on a terminal in one line that changes, else a line for each step. */
export type StartProgress = {
	readonly report: (progress: SandboxProgress) => void;
	/** Removes the changing line. */
	readonly end: () => void;
};

const eraseLine = '\r\u001B[K';

/** Makes the progress display of a stream. */
export function startProgress(stream: WriteStream): StartProgress {
	let last = '';

	return {
		report(progress) {
			if (progress.step === 'fallback') {
				stream.write(
					`${stream.isTTY ? eraseLine : ''}${progress.what}: ${progress.reason}\n`,
				);
			} else if (stream.isTTY) {
				const line = `${describeStart(progress)}, ${formatDuration(progress.elapsed)}`;
				stream.write(eraseLine + cliTruncate(line, (stream.columns || 80) - 1));
			} else if (progress.step !== last) {
				stream.write(`${describeStart(progress)}\n`);
			}

			last = progress.step;
		},
		end() {
			if (stream.isTTY && last !== '') {
				stream.write(eraseLine);
			}
		},
	};
}

/** One step of the sandbox's start in words. */
export function describeStart(
	progress: Exclude<SandboxProgress, {step: 'fallback'}>,
): string {
	const {what} = progress;
	switch (progress.step) {
		case 'look': {
			return 'Looking for a server';
		}

		case 'update': {
			return `Reading the package list for ${what}`;
		}

		case 'download': {
			const {done, total} = progress;
			return `Downloading ${what}, ${formatBytes(done)} of ${formatBytes(total)}`;
		}

		case 'unpack': {
			return `Unpacking ${what}`;
		}

		case 'initialise': {
			return `Preparing an empty data folder for ${what}, once`;
		}

		case 'start': {
			return `Starting ${what}`;
		}
	}
}
