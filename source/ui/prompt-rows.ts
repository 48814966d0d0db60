import stringWidth from 'string-width';
import {linesAround} from './lines-around.js';

/** A row of the line that is being typed. */
export type PromptRow = {
	/** It has the cursor on `at`, between the two others. */
	readonly before: string;
	readonly at: string;
	readonly after: string;
	/** Its place among all of them, which counts from 0. */
	readonly place: number;
};

/** The rows that are shown, and which they are of all. */
export type PromptRows = {
	readonly rows: readonly PromptRow[];
	/** The place of the one with the cursor. */
	readonly cursorRow: number;
	readonly count: number;
};

/** What is drawn of a grapheme, and how many cells that takes: always one at least, so that the cursor can be on it. */
type Drawn = {readonly text: string; readonly cells: number};

const graphemes = new Intl.Segmenter();

/** Stands for what has no width, and may turn the direction of the text around it. */
const invisible: Drawn = {text: '·', cells: 1};

/** A combining mark without a character below it. */
const markAlone = /^\p{Mn}+$/u;

function drawnOf(grapheme: string): Drawn {
	if (/^[ -~]$/.test(grapheme)) {
		return {text: grapheme, cells: 1};
	}

	if (markAlone.test(grapheme)) {
		return {text: `\u25CC${grapheme}`, cells: 1};
	}

	const cells = stringWidth(grapheme);
	return cells === 0 || /\p{Cc}/u.test(grapheme)
		? invisible
		: {text: grapheme, cells};
}

function emptyRow(place: number) {
	return {before: '', at: '', after: '', place};
}

/**
A line wrapped into rows, and of these as many as fit, around the one with the cursor. A grapheme is never cut. Pure.

@param cursor - UTF-16 units before it.
@param width - Cells, at least two.
@param height - Rows, at least one.
*/
export function promptRows(
	text: string,
	cursor: number,
	{width, height}: {readonly width: number; readonly height: number},
): PromptRows {
	const rows = [emptyRow(0)];
	let used = 0;
	let cursorRow = 0;

	const add = (drawn: Drawn, index: number) => {
		if (used + drawn.cells > width) {
			rows.push(emptyRow(rows.length));
			used = 0;
		}

		used += drawn.cells;
		const row = rows.at(-1);
		if (!row) {
			return;
		}

		if (index === cursor) {
			row.at = drawn.text;
			cursorRow = rows.length - 1;
		} else if (index < cursor) {
			row.before += drawn.text;
		} else {
			row.after += drawn.text;
		}
	};

	for (const {segment, index} of graphemes.segment(text)) {
		add(drawnOf(segment), index);
	}

	if (cursor === text.length) {
		add({text: ' ', cells: 1}, cursor);
	}

	const {start, end} = linesAround(cursorRow, rows.length, height);
	return {
		rows: rows.slice(start, end),
		cursorRow,
		count: rows.length,
	};
}
