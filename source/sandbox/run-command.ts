import path from 'node:path';
import {startOnLifeLine, type LifeLineOptions} from './life-line.js';
import {quoteLog} from './log-quote.js';
import {SandboxError} from './sandbox-error.js';

export type RunOptions = LifeLineOptions & {
	/** Milliseconds after which the command is killed. */
	readonly timeout: number;
	readonly signal?: AbortSignal | undefined;
	/** Name for messages; by default the program's. */
	readonly name?: string;
};

/**
Runs a command to its end and returns its standard output.

@throws {SandboxError} if it fails or takes too long, with the end of its standard error.
@throws The reason of `signal` if it aborts; by then the command is dead.
*/
export async function runCommand(
	command: readonly string[],
	options: RunOptions,
): Promise<string> {
	const {timeout, signal, name = path.basename(command[0] ?? '')} = options;
	signal?.throwIfAborted();
	const line = startOnLifeLine(command, options);
	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		void line.cut();
	}, timeout);
	const abort = () => {
		void line.cut();
	};

	signal?.addEventListener('abort', abort);
	try {
		const {code, log} = await line.ended;
		signal?.throwIfAborted();
		if (isLate) {
			throw new SandboxError(
				`${name} took longer than ${timeout / 1000} seconds`,
			);
		}

		if (code !== 0) {
			throw new SandboxError(
				`${name} failed (exit code ${code})${quoteLog(log || line.output())}`,
			);
		}

		return line.output();
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', abort);
	}
}
