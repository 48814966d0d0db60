import type tty from 'node:tty';
import {type Key} from './key.js';
import {createKeyParser, type Wait} from './key-parser.js';

/** The terminal's keyboard in raw mode. */
export type Keyboard = {
	/** Ignores keys from now on; the terminal's answers are still heard. */
	readonly mute: () => void;
	/** Restores the terminal's former mode for a while. */
	readonly give: () => void;
	/** Sets raw mode again, whatever a shell has done to the terminal. */
	readonly take: () => void;
	/** Restores the terminal's former mode and stops reading. It may be called twice, and after a hangup. */
	readonly close: () => void;
};

export type KeyboardOptions = {
	readonly onKey: (key: Key) => void;
	/** Called once when the terminal is gone: an SSH connection or a window was closed. The program should then end by SIGHUP, even if it did not get one: in an orderly exit without its terminal, Node 20 aborts (nodejs/node#51519). */
	readonly onEnd: () => void;
	/** Asks the terminal, and gets its answers. */
	readonly asker?: Asker;
	/** Whether a line is being typed. */
	readonly isTyping?: () => boolean;
};

/** Asks the terminal, and hears its answers, which come among the keys. */
export type Asker = {
	/** Asks, unless an answer is already on its way. */
	readonly ask: () => void;
	/** Called for each answer. */
	readonly answer: () => void;
	/** Whether the terminal answers at all. */
	readonly isAnswering: () => boolean;
	/** Whether the first picture has been shown. */
	readonly isShown: () => boolean;
};

/**
Reads keys from a terminal. `onKey` is called synchronously while the bytes are being read: nothing stands between a key and what it does.
*/
export function openKeyboard(
	terminal: tty.ReadStream,
	{onKey, onEnd, asker, isTyping}: KeyboardOptions,
): Keyboard {
	let answers = 0;
	const parser = createKeyParser({
		onAnswer() {
			answers++;
		},
		isAnswering: asker?.isAnswering,
		isTyping,
	});
	let timed: Wait | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isOpen = true;
	let isMuted = false;

	function press(keys: readonly Key[]): void {
		for (const key of keys) {
			// A key may close the keyboard: what follows it in the packet is ignored.
			if (isOpen && !isMuted) {
				onKey(key);
				if (key.type === 'escape') {
					// Was it Escape, or did the link split what Alt sends? The answer comes after everything that was sent with it.
					asker?.ask();
				}
			}
		}
	}

	function schedule(): void {
		const wait = isOpen ? parser.waiting() : undefined;
		if (wait === timed) {
			return;
		}

		clearTimeout(timer);
		timed = wait;
		if (wait) {
			timer = setTimeout(() => {
				// The event loop may have been late: then the rest of the sequence is waiting in the kernel, and reading comes before this.
				setImmediate(() => {
					if (timed === wait) {
						press(parser.expire());
						if (parser.isUncertain()) {
							asker?.ask();
						}

						schedule();
					}
				});
			}, wait.milliseconds);
		}
	}

	function read(packet: Uint8Array): void {
		const keys = parser.push(packet);
		// Keys after the answer to the first picture, in the same packet, were pressed by somebody who sees it.
		if (asker?.isShown() === false) {
			hear();
		}

		press(keys);
		schedule();
		// After the keys: drawing takes time.
		hear();
	}

	function hear(): void {
		const count = answers;
		answers = 0;
		for (let answer = 0; answer < count; answer++) {
			asker?.answer();
		}
	}

	function end(): void {
		if (isOpen) {
			close();
			onEnd();
		}
	}

	function close(): void {
		isOpen = false;
		schedule();
		terminal.off('data', read);
		terminal.setRawMode(false);
		terminal.pause();
	}

	terminal.on('data', read);
	terminal.on('end', end);
	// The listener stays for good: restoring the mode of a terminal that is gone is an error too.
	terminal.on('error', end);
	terminal.setRawMode(true);
	terminal.resume();

	return {
		give() {
			if (isOpen) {
				terminal.setRawMode(false);
				terminal.pause();
			}
		},
		take() {
			if (isOpen) {
				// Node does nothing if it believes that the mode is already set.
				terminal.setRawMode(false);
				terminal.setRawMode(true);
				terminal.resume();
			}
		},
		mute() {
			isMuted = true;
		},
		close() {
			if (isOpen) {
				close();
			}
		},
	};
}
