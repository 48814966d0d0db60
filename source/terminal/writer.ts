import {Buffer} from 'node:buffer';
import fs from 'node:fs';

/** Writes to a terminal without ever blocking. */
export type Writer = {
	/** Hands bytes to the terminal, now or when it accepts them. */
	readonly write: (text: string) => void;
	/** Whether bytes are left that the terminal has not taken yet. */
	readonly isBusy: () => boolean;
	/** Drops what the terminal has not taken, tries to write the last words for up to a quarter of a second, and closes. It never throws. Returns what the terminal did not take of the last words. */
	readonly close: (lastWords: string) => Uint8Array;
};

/** How often a full terminal is tried again, in ms. */
const retryDelay = 10;

/** How long the last words may take, in ms. */
const patience = 250;

/**
Opens a terminal for writing.

@param descriptor - The terminal, such as standard output.
@param onDrain - Called when everything has been taken, and when the terminal is gone.
*/
export function openWriter(descriptor: number, onDrain: () => void): Writer {
	const terminal = reopen(descriptor);
	let rest = new Uint8Array();
	let timer: NodeJS.Timeout | undefined;
	let isGone = false;

	/** Writes what the terminal takes; returns whether that was all. */
	function flush(): boolean {
		while (rest.length > 0 && !isGone) {
			try {
				rest = rest.subarray(fs.writeSync(terminal ?? descriptor, rest));
			} catch (error) {
				if (isFull(error)) {
					return false;
				}

				// EIO, EPIPE and the like: after a hangup nobody will see the rest.
				isGone = true;
			}
		}

		rest = new Uint8Array();
		return true;
	}

	function pump(): void {
		timer = undefined;
		if (flush()) {
			onDrain();
		} else {
			timer = setTimeout(pump, retryDelay);
		}
	}

	return {
		write(text) {
			rest = Buffer.concat([rest, Buffer.from(text)]);
			if (!timer) {
				pump();
			}
		},
		isBusy: () => rest.length > 0,
		close(lastWords) {
			clearTimeout(timer);
			rest = Buffer.from(lastWords);
			const deadline = performance.now() + patience;
			while (!flush() && performance.now() < deadline) {
				sleep(retryDelay);
			}

			if (terminal !== undefined) {
				fs.closeSync(terminal);
			}

			return rest;
		},
	};
}

/**
Opens the terminal once more, because `O_NONBLOCK` belongs to an open file and standard output is shared with the shell. Node makes standard output blocking: on a link that stalls, a write stops the event
loop, and an asynchronous `fs.write` sits in a thread that `process.exit()` waits for, for ever.

Returns `undefined` if the terminal belongs to somebody else (`su` without its own terminal); then writes may wait.
*/
function reopen(descriptor: number): number | undefined {
	const {constants} = fs;
	// eslint-disable-next-line no-bitwise
	const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
	for (const path of [`/proc/self/fd/${descriptor}`, '/dev/tty']) {
		try {
			return fs.openSync(path, flags);
		} catch {
			// The next one may do.
		}
	}

	return undefined;
}

function isFull(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

function sleep(milliseconds: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
