import {constants} from 'node:os';
import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** The signals that end the program. */
export type EndingSignal = (typeof signals)[number];

/** Within this many ms, further signals count as the same one: npx passes on a Ctrl-C that the program also got itself, and a closed session sends one SIGHUP from the kernel and one from the shell. */
const sameWish = 500;

/**
Cleans up before a signal ends the program, and then lets it end by that signal, so that the shell sees the right status. A second signal does not wait for the clean-up; SIGHUP is never a second one, because
there is nobody to be in a hurry.

@param cleanUp - Called once. It must have its own time limits: after a hangup nobody can press Ctrl-C again.
@param restore - Called before the program ends without having finished its clean-up: it gives the terminal back.
@returns A function that stops handling signals, for a program that has ended by itself.
*/
export function handleSignals(
	cleanUp: (signal: EndingSignal) => Promise<void>,
	restore?: () => void,
): () => void {
	let firstAt: number | undefined;

	function stop(): void {
		for (const signal of signals) {
			process.off(signal, handle);
		}
	}

	function raise(signal: EndingSignal): void {
		stop();
		process.kill(process.pid, signal);
		// The first process in a container is not ended by its own signals.
		setTimeout(() => {
			// eslint-disable-next-line unicorn/no-process-exit
			process.exit();
		}, 100);
	}

	function handle(signal: EndingSignal): void {
		if (firstAt === undefined) {
			firstAt = Infinity;
			// In case the clean-up leaves nothing that keeps the process alive.
			process.exitCode = 128 + constants.signals[signal];
			void finish(signal);
			// Signals that came with this one are still to be seen, however long the clean-up has kept the event loop.
			firstAt = performance.now();
		} else if (signal !== 'SIGHUP' && performance.now() - firstAt > sameWish) {
			restore?.();
			raise(signal);
		}
	}

	async function finish(signal: EndingSignal): Promise<void> {
		try {
			await cleanUp(signal);
		} catch {
			// The program ends by the signal, whatever happened on the way.
		}

		raise(signal);
	}

	for (const signal of signals) {
		// With `once`, the listener is gone when signal-exit 3, which Ink uses, counts the listeners: it then takes itself for the only one and ends the process before the clean-up.
		process.on(signal, handle);
	}

	// It stays for good: the error of the last write may come after everything else.
	process.stdout.on('error', ignoreHangup);

	return stop;
}

/** Ends the program like a handled signal: by SIGINT when Ctrl-C is a key, by SIGHUP when the keys have ended. A real signal to oneself takes a turn of the event loop, and there may be none left. */
export function endBy(signal: EndingSignal): void {
	process.emit(signal, signal);
}

/** After a hangup every write to the terminal fails, and SIGHUP says the same. A pipe without a reader is its writer's business. */
function ignoreHangup(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EIO' && error.code !== 'EPIPE') {
		throw error;
	}
}
