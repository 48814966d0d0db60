import process from 'node:process';
import {spawn, type IPty} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {type Colour} from '../../source/output/picture/colours.js';
import {type Cell} from '../../source/output/picture/runs.js';

/** How a program ended: by itself, or by a signal (its number). */
export type Exit = {
	readonly exitCode: number;
	readonly signal: number | undefined;
};

/** What a test looks for on the screen: a pattern in any of its lines, or a condition. */
export type Wanted = RegExp | ((lines: readonly string[]) => boolean);

/** Whether the screen shows each of these patterns in some line. */
export function all(
	...patterns: readonly RegExp[]
): (lines: readonly string[]) => boolean {
	return lines =>
		patterns.every(pattern => lines.some(line => pattern.test(line)));
}

/** A program in a terminal: a real pseudo-terminal with xterm on the other side. */
export type Terminal = {
	readonly pid: number;
	/** Types bytes, such as `q` or `\u0003`. */
	readonly press: (keys: string) => void;
	/** The visible lines, without the spaces at their ends. */
	readonly screen: () => readonly string[];
	/** The visible lines with their colours. */
	readonly cells: () => ReadonlyArray<readonly Cell[]>;
	/** All bytes that the program has written and xterm has taken. */
	readonly output: () => string;
	/** Waits until the screen shows something. Fails, with the screen in its message, after `timeout` ms (30 s) or when the program has ended. */
	readonly waitFor: (
		wanted: Wanted,
		options?: {readonly timeout?: number},
	) => Promise<void>;
	readonly resize: (columns: number, rows: number) => void;
	readonly exited: Promise<Exit>;
	/** Sends a signal only to the program. */
	readonly kill: (signal: NodeJS.Signals) => void;
	/** Stops reading: the link stalls, and the kernel's buffer fills up. */
	readonly pause: () => void;
	readonly resume: () => void;
	/** Closes the terminal's side: the program is hung up. */
	readonly hangUp: () => void;
	readonly isAlternateScreen: () => boolean;
	readonly isCursorVisible: () => boolean;
	readonly marksPastes: () => boolean;
	readonly wraps: () => boolean;
};

export type TerminalOptions = {
	readonly command: string;
	readonly args: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	/** Added to the test's own environment, which is passed on without the variables that mark a CI system. */
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
};

/** Starts a program in a terminal. */
export function openTerminal({
	command,
	args,
	columns = 120,
	rows = 40,
	env = {},
	cwd = process.cwd(),
}: TerminalOptions): Terminal {
	const emulator = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		scrollback: 0,
	});
	const child = spawn(command, [...args], {
		cols: columns,
		rows,
		cwd,
		env: {...cleanEnvironment(), ...env},
	});
	const listeners = new Set<() => void>();
	let output = '';
	let exit: Exit | undefined;
	let isCursorVisible = true;

	function notify(): void {
		for (const listener of listeners) {
			listener();
		}
	}

	function watchCursor(final: string, isVisible: boolean): void {
		emulator.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			if (parameters.includes(25)) {
				isCursorVisible = isVisible;
			}

			// Xterm does the rest.
			return false;
		});
	}

	watchCursor('h', true);
	watchCursor('l', false);
	child.onData(data => {
		emulator.write(data, () => {
			output += data;
			notify();
		});
	});
	// A terminal answers questions, for instance what it is.
	emulator.onData(answer => {
		child.write(answer);
	});
	const exited = new Promise<Exit>(resolve => {
		child.onExit(({exitCode, signal}) => {
			// Output from before the end is still to be read.
			emulator.write('', () => {
				// Signal 0 means none.
				exit = {exitCode, signal: signal === 0 ? undefined : signal};
				notify();
				resolve(exit);
			});
		});
	});

	function lines(): readonly string[] {
		const buffer = emulator.buffer.active;
		return Array.from(
			{length: emulator.rows},
			(_, row) =>
				buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
		);
	}

	function isShown(wanted: Wanted): boolean {
		// If the program marks its pictures, a terminal shows no half-drawn one.
		if (emulator.modes.synchronizedOutputMode) {
			return false;
		}

		return wanted instanceof RegExp
			? lines().some(line => wanted.test(line))
			: wanted(lines());
	}

	return {
		pid: child.pid,
		press(keys) {
			child.write(keys);
		},
		screen: lines,
		cells: () => readCells(emulator),
		output: () => output,
		async waitFor(wanted, {timeout = 30_000} = {}) {
			await new Promise<void>((resolve, reject) => {
				const timer = setTimeout(() => {
					fail(`in ${timeout} ms`);
				}, timeout);
				function stop(): void {
					clearTimeout(timer);
					listeners.delete(check);
				}

				function fail(when: string): void {
					stop();
					reject(
						new Error(
							`Not on the screen ${when}: ${String(wanted)}\n${lines().join('\n').trimEnd()}`,
						),
					);
				}

				function check(): void {
					if (isShown(wanted)) {
						stop();
						resolve();
					} else if (exit) {
						fail(`before the end (${JSON.stringify(exit)})`);
					}
				}

				listeners.add(check);
				check();
			});
		},
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		exited,
		kill(signal) {
			process.kill(child.pid, signal);
		},
		pause() {
			child.pause();
		},
		resume() {
			child.resume();
		},
		hangUp() {
			closeTerminal(child);
		},
		isAlternateScreen: () => emulator.buffer.active.type === 'alternate',
		isCursorVisible: () => isCursorVisible,
		marksPastes: () => emulator.modes.bracketedPasteMode,
		wraps: () => emulator.modes.wraparoundMode,
	};
}

/** The test's environment, without the variables that decide how the program looks. */
function cleanEnvironment(): Record<string, string> {
	const decides =
		/^(?:CI$|CI_|CONTINUOUS_INTEGRATION$|FORCE_COLOR$|NO_COLOR$|LC_|LANG|COLUMNS$|LINES$|TMUX|NODE_CHANNEL|NODE_ENV$|NODE_OPTIONS$)/;
	const kept = Object.entries(process.env).filter(
		(entry): entry is [string, string] =>
			entry[1] !== undefined && !decides.test(entry[0]),
	);
	return Object.fromEntries([
		...kept,
		['TERM', 'xterm-256color'],
		['LANG', 'C.UTF-8'],
	]);
}

/** Closes the terminal's side. The types of node-pty don't know the method. */
function closeTerminal(child: IPty & {destroy?: () => void}): void {
	child.destroy?.();
}

function readCells(
	emulator: InstanceType<typeof xterm.Terminal>,
): ReadonlyArray<readonly Cell[]> {
	const buffer = emulator.buffer.active;
	return Array.from({length: emulator.rows}, (_, row) => {
		const line = buffer.getLine(buffer.baseY + row);
		return Array.from({length: emulator.cols}, (_, column) => {
			const cell = line?.getCell(column);
			return {
				text: cell?.getChars() ?? '',
				width: cell?.getWidth() ?? 1,
				foreground: cell?.isFgDefault()
					? undefined
					: toColour(cell?.getFgColor(), cell?.isFgRGB()),
				background: cell?.isBgDefault()
					? undefined
					: toColour(cell?.getBgColor(), cell?.isBgRGB()),
				isBold: Boolean(cell?.isBold()),
				isDim: Boolean(cell?.isDim()),
				isInverse: Boolean(cell?.isInverse()),
			};
		});
	});
}

function toColour(
	value: number | undefined,
	isRgb = false,
): Colour | undefined {
	return isRgb && value !== undefined
		? `#${value.toString(16).padStart(6, '0')}`
		: value;
}
