import {Buffer} from 'node:buffer';
import process from 'node:process';
import {Writable} from 'node:stream';
import {createCanvas} from './canvas.js';
import {question} from './decode.js';
import {holdWarnings} from './hold-warnings.js';
import {type Asker} from './keyboard.js';
import {createPace} from './pace.js';
import {openWriter, type Writer} from './writer.js';

/** The whole terminal as one picture, drawn as fast as the terminal shows it: the keyboard passes on the terminal's answers. */
export type Screen = Asker & {
	/** Where Ink writes, with `debug: true`: every write is a whole frame. It has the terminal's size and emits `resize`. */
	readonly stdout: NodeJS.WriteStream;
	/** The terminal's width in characters. */
	readonly columns: () => number;
	/** The terminal's height in lines. */
	readonly rows: () => number;
	/** Takes over the terminal: alternate screen, no cursor, marked pastes. Earlier frames are drawn now. Node's warnings wait until it is given back. */
	readonly open: () => void;
	/** Gives the terminal back as it was, and leaves some words on it. On a link that stalls it does not wait for long, and returns what is still to be written when the link is back. It may be called twice and never throws; `open` may follow. It is also done when the process exits. */
	readonly close: (farewell?: string) => Uint8Array;
	/** Draws everything again: something else may have written on the terminal. */
	readonly redraw: () => void;
	/** The next frame is the echo of a key: it waits only for what is already on its way. */
	readonly hurry: () => void;
	/** Resolves when a frame has been shown: the terminal has answered the question after it, or has not done so within two seconds; and when the terminal is given back. */
	readonly shown: () => Promise<void>;
	/** Whether the first frame has been shown. */
	readonly isShown: () => boolean;
	/** Asks the terminal to put a text on the clipboard (OSC 52), also that of a machine from which one has logged in. Some terminals do not, and none answers. */
	readonly copy: (text: string) => void;
	/** The lab is being left: over a slow link only what is urgent is drawn now, and after some seconds the rest. */
	readonly leave: () => void;
	/** How many bytes a second the link to the terminal carries, if it is known to be slow. */
	readonly slowRate: () => number | undefined;
	/** Draws nothing more, and resolves when the terminal has answered everything, or has not done so within a second. What it answers later would be typed into the shell. */
	readonly fallSilent: () => Promise<void>;
	/** Resolves when the newest frame has been handed to the terminal, or when there is no terminal to hand it to. */
	readonly written: () => Promise<void>;
};

export type ScreenOptions = {
	/** The most frames per second; between two of them, only the newest frame counts. */
	readonly framesPerSecond?: number;
	/** Rewrites every frame, for a terminal that can't show all characters. */
	readonly translate?: (frame: string) => string;
	/** Whether the terminal is asked after each frame. Without it the pace is that of the writes, which the benchmark compares. */
	readonly isPaced?: boolean;
};

/** How long a first frame may take before it counts as shown, in ms. */
const longestShowing = 2000;

/** How long to wait for the last answers, in ms. */
const longestSilence = 1000;

// Alternate screen, no cursor, no wrapping at the right edge, marked pastes.
const taken = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[?2004h';

// The reverse, after ending a frame that may be cut off in the middle.
const given =
	'\u001B[?2026l\u001B[0m\u001B[?2004l\u001B[?7h\u001B[?25h\u001B[?1049l';

/** Creates the screen of a terminal. Nothing is written before `open()`. */
export function createScreen(
	terminal: NodeJS.WriteStream & {readonly fd: number},
	{
		framesPerSecond = 60,
		translate = frame => frame,
		isPaced = true,
	}: ScreenOptions = {},
): Screen {
	const interval = 1000 / framesPerSecond;
	let writer: Writer | undefined;
	let letWarn: (() => void) | undefined;
	let frame: string | undefined;
	let isDrawn = true;
	/** What goes to the terminal before the next frame. */
	let copying = '';
	const canvas = createCanvas();
	let isLeaving = false;
	let drawnAt = -Infinity;
	let timer: NodeJS.Timeout | undefined;
	let isUrgent = false;
	let isFrozen = false;
	let waiting: Array<{
		readonly isOver: () => boolean;
		readonly resolve: () => void;
	}> = [];
	/** When the first frame began to be handed to the terminal. */
	let handedAt: number | undefined;
	let isHandedWhole = false;
	let isShown = false;
	const pace = createPace(() => {
		draw();
	});

	// A terminal without a size (a serial line) says 0.
	const columns = () => (terminal.columns > 0 ? terminal.columns : 80);
	const rows = () => (terminal.rows > 0 ? terminal.rows : 24);

	function isSettled(): boolean {
		return !writer || (isDrawn && !writer.isBusy());
	}

	/** Ends every wait that is over. */
	function settle(): void {
		const over = waiting.filter(({isOver}) => isOver());
		waiting = waiting.filter(wait => !over.includes(wait));
		for (const {resolve} of over) {
			resolve();
		}
	}

	async function until(isOver: () => boolean): Promise<void> {
		if (!isOver()) {
			await new Promise<void>(resolve => {
				waiting.push({isOver, resolve});
			});
		}
	}

	/** Waits for something that a terminal's answer causes, but no longer than this many ms. */
	async function within(limit: number, isOver: () => boolean): Promise<void> {
		let isTooLate = false;
		const timer = setTimeout(() => {
			isTooLate = true;
			settle();
		}, limit);
		await until(() => !writer || isOver() || isTooLate);
		clearTimeout(timer);
	}

	/** Whether the terminal is ready for more: the first frame does not wait for that. */
	function isReady(): boolean {
		return (
			pace.isCaughtUp() ||
			handedAt === undefined ||
			(isUrgent && pace.isNearlyCaughtUp())
		);
	}

	/** How long the next frame still has to wait, in ms. */
	function pause(): number {
		if (canvas.isUnfinished() && !isLeaving) {
			return 0;
		}

		return Math.max(
			drawnAt + interval - performance.now(),
			isUrgent || canvas.isUnknown() ? 0 : pace.rest(),
		);
	}

	/** Draws the newest frame, unless the one before is still on its way: the pace is the terminal's. */
	function draw(): void {
		settle();
		if (!writer || writer.isBusy() || isDrawn || isFrozen || !isReady()) {
			return;
		}

		clearTimeout(timer);
		timer = undefined;
		const wait = pause();
		if (wait > 0) {
			timer = setTimeout(draw, wait);
			return;
		}

		const lines = (frame ?? '').split('\n').slice(0, rows());
		const output =
			copying +
			canvas.next(lines, {
				columns: columns(),
				limit: isPaced ? pace.portion() : Infinity,
				isUrgent,
			});
		copying = '';
		isDrawn = !canvas.isUnfinished();
		isUrgent = false;
		drawnAt = performance.now();
		if (output) {
			handedAt ??= drawnAt;
			write(output);
		}

		isHandedWhole ||= isDrawn;
		settle();
	}

	/** Writes, and asks when it has been shown. */
	function write(text: string): void {
		const isAsked = isPaced && pace.isWorthAsking();
		const bytes = text + (isAsked ? question : '');
		if (isAsked) {
			pace.asked(Buffer.byteLength(bytes));
		}

		writer?.write(bytes);
	}

	function resize(): void {
		canvas.forget();
		isDrawn = frame === undefined;
		stdout.emit('resize');
		draw();
	}

	function close(farewell = ''): Uint8Array {
		process.off('exit', closeAtExit);
		terminal.off('resize', resize);
		clearTimeout(timer);
		timer = undefined;
		pace.stop();
		const rest = writer?.close(given + translate(farewell));
		writer = undefined;
		settle();
		letWarn?.();
		letWarn = undefined;
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

			canvas.forget();
			isDrawn = frame === undefined;
			terminal.on('resize', resize);
			process.on('exit', closeAtExit);
			isFrozen = false;
			handedAt = undefined;
			isHandedWhole = false;
			letWarn = holdWarnings();
			writer = openWriter(terminal.fd, draw);
			write(taken);
			draw();
		},
		close,
		redraw() {
			canvas.forget();
			isDrawn = frame === undefined;
			draw();
		},
		hurry() {
			isUrgent = true;
		},
		copy(text) {
			copying = `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
			isDrawn = false;
			draw();
		},
		ask() {
			if (writer && pace.isCaughtUp()) {
				write('');
			}
		},
		answer() {
			pace.answered();
			isShown ||= isHandedWhole && pace.isCaughtUp();
		},
		isAnswering: pace.isAnswering,
		leave() {
			isLeaving = true;
			pace.leave();
		},
		slowRate: pace.slowRate,
		async shown() {
			await until(() => !writer || handedAt !== undefined);
			await within(longestShowing, () => isHandedWhole && pace.isCaughtUp());
			isShown = true;
		},
		isShown: () => isShown,
		async fallSilent() {
			isFrozen = true;
			await within(longestSilence, pace.isCaughtUp);
		},
		async written() {
			await until(isSettled);
		},
	};
}
