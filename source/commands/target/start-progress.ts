import {type WriteStream} from 'node:tty';
import cliTruncate from 'cli-truncate';
import {formatBytes, formatDuration} from '../../format.js';
import {type SandboxProgress} from '../../sandbox/sandbox.js';

/** Shows the progress of the sandbox's start: on a terminal in one changing line, otherwise in a line for each step. */
export type StartProgress = {
	readonly report: (progress: SandboxProgress) => void;
	/** Removes the changing line. */
	readonly end: () => void;
};

const eraseLine = '\r\u001B[K';

/** How often a step that is still going on is shown again, in ms: on a terminal its line is redrawn, otherwise it gets another line. */
const tick = 1000;
const repeatInterval = 10_000;

type Step = Exclude<SandboxProgress, {step: 'fallback'}>;

/** Creates the progress display of a stream. */
export function startProgress(stream: WriteStream): StartProgress {
	let step: Step | undefined;
	let reportedAt = 0;

	const write = (line: string) => {
		stream.write(
			stream.isTTY
				? eraseLine + cliTruncate(line, (stream.columns || 80) - 1)
				: `${line}\n`,
		);
	};

	const describe = (shown: Step, since = 0) =>
		`${describeStart(shown)}, ${formatDuration(shown.elapsed + since)}`;

	const timer = setInterval(
		() => {
			if (step) {
				write(describe(step, performance.now() - reportedAt));
			}
		},
		stream.isTTY ? tick : repeatInterval,
	);
	timer.unref();

	return {
		report(progress) {
			if (progress.step === 'fallback') {
				step = undefined;
				stream.write(
					`${stream.isTTY ? eraseLine : ''}${progress.what}: ${progress.reason}\n`,
				);
				return;
			}

			const isNew = progress.step !== step?.step;
			step = progress;
			reportedAt = performance.now();
			if (stream.isTTY) {
				write(describe(progress));
			} else if (isNew) {
				write(describeStart(progress));
			}
		},
		end() {
			clearInterval(timer);
			if (stream.isTTY && step) {
				stream.write(eraseLine);
			}

			step = undefined;
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
			return `Preparing a data folder for ${what} (first time only)`;
		}

		case 'start': {
			return `Starting ${what}`;
		}
	}
}
