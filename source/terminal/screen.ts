import process from 'node:process';
import {Writable} from 'node:stream';
import {paint} from './paint.js';
import {openWriter, type Writer} from './writer.js';

/** The whole terminal as one picture, drawn as fast as the terminal takes it. */
export type Screen = {
	/** Where Ink writes, with `debug: true`: every write is a whole frame. It has the terminal's size and emits `resize`. */
	readonly stdout: NodeJS.WriteStream;
	/** The terminal's width in characters. */
	readonly columns: () => number;
	/** The terminal's height in lines. */
	readonly rows: () => number;
	/** Takes the terminal: alternate screen, no cursor, marked pastes. Frames that came before are drawn now. */
	readonly open: () => void;
	/** Gives the terminal back as it was, and leaves some words on it. On a link that stalls it does not wait for long, and returns what is still to be written when the link is back. It may be called twice and never throws; `open` may follow. It is also done when the process exits. */
	readonly close: (farewell?: string) => Uint8Array;
	/** Resolves when the newest frame has been handed to the terminal, or when there is no terminal to hand it to. */
	readonly written: () => Promise<void>;
};

export type ScreenOptions = {
	/** At most so many frames are drawn in a second; of those that come in between, only the newest. */
	readonly framesPerSecond?: number;
	/** Rewrites every frame, for a terminal that can't show all characters. */
	readonly translate?: (frame: string) => string;
};

// Alternate screen, no cursor, no wrapping at the right edge, marked pastes.
const taken = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[?2004h';

// The other way round, after the end of a frame that may be cut off in the middle.
const given =
	'\u001B[?2026l\u001B[0m\u001B[?2004l\u001B[?7h\u001B[?25h\u001B[?1049l';

/** Makes the screen of a terminal. Nothing is written before `open()`. */
export function createScreen(
	terminal: NodeJS.WriteStream & {readonly fd: number},
	{framesPerSecond = 60, translate = frame => frame}: ScreenOptions = {},
): Screen {
	const interval = 1000 / framesPerSecond;
	let writer: Writer | undefined;
	let frame: string | undefined;
	let isDrawn = true;
	let previous: readonly string[] | undefined;
	let drawnAt = -Infinity;
	let timer: NodeJS.Timeout | undefined;
	let waiting: Array<() => void> = [];

	// A terminal without a size (a serial line) says 0.
	const columns = () => (terminal.columns > 0 ? terminal.columns : 80);
	const rows = () => (terminal.rows > 0 ? terminal.rows : 24);

	function isSettled(): boolean {
		return !writer || (isDrawn && !writer.isBusy());
	}

	function settle(): void {
		if (isSettled()) {
			const resolves = waiting;
			waiting = [];
			for (const resolve of resolves) {
				resolve();
			}
		}
	}

	/** Draws the newest frame, unless the one before is still on its way: the pace is the terminal's. */
	function draw(): void {
		if (!writer || writer.isBusy() || timer !== undefined || isDrawn) {
			settle();
			return;
		}

		const wait = drawnAt + interval - performance.now();
		if (wait > 0) {
			timer = setTimeout(() => {
				timer = undefined;
				draw();
			}, wait);
			return;
		}

		isDrawn = true;
		drawnAt = performance.now();
		const lines = (frame ?? '').split('\n').slice(0, rows());
		const output = paint(lines, previous, columns());
		previous = lines;
		if (output) {
			writer.write(`\u001B[?2026h${output}\u001B[?2026l`);
		} else {
			settle();
		}
	}

	function resize(): void {
		previous = undefined;
		isDrawn = frame === undefined;
		stdout.emit('resize');
		draw();
	}

	function close(farewell = ''): Uint8Array {
		process.off('exit', closeAtExit);
		terminal.off('resize', resize);
		clearTimeout(timer);
		timer = undefined;
		const rest = writer?.close(given + farewell);
		writer = undefined;
		settle();
		return rest ?? new Uint8Array();
	}

	function closeAtExit(): void {
		close();
	}

	const stream = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			const text = String(chunk);
			// Ink ends with an empty write, or an empty line when the environment says that it runs in CI.
			if (text.trim() !== '') {
				frame = translate(text);
				isDrawn = false;
				draw();
			}

			done();
		},
	});
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Ink's types ask for a terminal; it only uses the size and the events.
	const stdout = Object.defineProperties(stream, {
		columns: {get: columns},
		rows: {get: rows},
	}) as unknown as NodeJS.WriteStream;

	return {
		stdout,
		columns,
		rows,
		open() {
			if (writer) {
				return;
			}

			previous = undefined;
			isDrawn = frame === undefined;
			terminal.on('resize', resize);
			process.on('exit', closeAtExit);
			writer = openWriter(terminal.fd, draw);
			writer.write(taken);
			draw();
		},
		close,
		async written() {
			if (!isSettled()) {
				await new Promise<void>(resolve => {
					waiting.push(resolve);
				});
			}
		},
	};
}
