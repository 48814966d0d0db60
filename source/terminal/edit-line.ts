import {Buffer} from 'node:buffer';
import {type Key} from './key.js';

/** The most that a line may have, in bytes of UTF-8. */
export const longestLine = 64 * 1024;

/** A line that is being typed, and those before it. */
export type Line = {
	readonly text: string;
	/** So many UTF-16 units are before it; it is never inside of a grapheme. */
	readonly cursor: number;
	/** The lines that were taken, the newest last. */
	readonly history: readonly string[];
	/** The lines above and below this one among those of the history and the new one, as they were left. */
	readonly above: readonly string[];
	readonly below: readonly string[];
};

/** So many lines are remembered. */
const mostRemembered = 100;

const graphemes = new Intl.Segmenter();

/** An empty line below these. */
export function lineBelow(history: readonly string[]): Line {
	return {text: '', cursor: 0, history, above: history, below: []};
}

/** The line after a key; `undefined` if there is no room for what was typed or pasted. Keys that mean nothing in a line leave it as it is. Pure. */
export function edit(line: Line, key: Key): Line | undefined {
	switch (key.type) {
		case 'character': {
			return insert(line, key.character);
		}

		case 'paste': {
			return key.isCut ? undefined : insert(line, key.text);
		}

		case 'control': {
			const act = controls.get(key.character);
			return act ? act(line) : line;
		}

		case 'arrow': {
			return arrows[key.direction](line);
		}

		case 'home': {
			return toBeginning(line);
		}

		case 'end': {
			return toEnd(line);
		}

		case 'delete': {
			return without(line, line.cursor, right(line).cursor);
		}

		case 'alt':
		case 'escape':
		case 'page-up':
		case 'page-down': {
			return line;
		}
	}
}

/** An empty line below the history, to which a line is added unless it is the newest. Pure. */
export function remember({history}: Line, text: string): Line {
	return lineBelow(
		text === history.at(-1)
			? history
			: [...history, text].slice(-mostRemembered),
	);
}

/** What can't be drawn in a line becomes a space: controls and the ends of lines. */
function insert(line: Line, text: string): Line | undefined {
	const part = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
	const {cursor} = line;
	const whole = line.text.slice(0, cursor) + part + line.text.slice(cursor);
	return Buffer.byteLength(whole) > longestLine
		? undefined
		: changed(line, whole, cursor + part.length);
}

function without(line: Line, start: number, end: number): Line {
	const {text} = line;
	return changed(line, text.slice(0, start) + text.slice(end), start);
}

/** What has come together may be one grapheme: the cursor goes behind it. */
function changed(line: Line, text: string, cursor: number): Line {
	const around = graphemes.segment(text).containing(cursor);
	return {
		...line,
		text,
		cursor:
			around && around.index < cursor
				? around.index + around.segment.length
				: cursor,
	};
}

function left(line: Line): Line {
	const {text, cursor} = line;
	return {
		...line,
		cursor: graphemes.segment(text).containing(cursor - 1)?.index ?? 0,
	};
}

function right(line: Line): Line {
	const {text, cursor} = line;
	const next = graphemes.segment(text).containing(cursor)?.segment ?? '';
	return {...line, cursor: cursor + next.length};
}

function toBeginning(line: Line): Line {
	return {...line, cursor: 0};
}

function toEnd(line: Line): Line {
	return {...line, cursor: line.text.length};
}

function up(line: Line): Line {
	const {text, above, below} = line;
	const next = above.at(-1);
	return next === undefined
		? line
		: toEnd({
				...line,
				text: next,
				above: above.slice(0, -1),
				below: [text, ...below],
			});
}

function down(line: Line): Line {
	const {text, above, below} = line;
	const [next, ...rest] = below;
	return next === undefined
		? line
		: toEnd({...line, text: next, above: [...above, text], below: rest});
}

function withoutLeft(line: Line): Line {
	return without(line, left(line).cursor, line.cursor);
}

/** The blanks before the cursor, and the word before them. */
function withoutWord(line: Line): Line {
	const {text, cursor} = line;
	const start = text.slice(0, cursor).trimEnd().lastIndexOf(' ') + 1;
	return without(line, start, cursor);
}

const arrows = {up, down, left, right} as const;

/** What Ctrl with a key does, as in a shell. */
const controls: ReadonlyMap<string, (line: Line) => Line | undefined> = new Map(
	[
		['?', withoutLeft],
		['a', toBeginning],
		['e', toEnd],
		['h', withoutLeft],
		['i', (line: Line) => insert(line, ' ')],
		['u', (line: Line) => without(line, 0, line.cursor)],
		['w', withoutWord],
	],
);
