import {Buffer} from 'node:buffer';
import {paintRow} from './paint.js';

/** The part of a picture that is sent to a terminal at once. */
export type Portion = {
	/** The bytes. */
	readonly output: string;
	/** What is on the screen after them. */
	readonly shown: readonly string[];
	/** Whether that is the whole picture. */
	readonly isWhole: boolean;
};

/**
The next portion of a picture: lines that differ from what is on the screen. Lines that are new in this picture come first, so that they overtake the rest of the pictures before. Pure.

@param options.lines - The picture.
@param options.wanted - The picture before it; `undefined`: there was none.
@param options.shown - What is on the screen; `undefined` when that isn't known, and it is cleared first.
@param options.limit - How many bytes to send at most; a line is not cut, and at least one is sent.
@param options.isUrgent - Whether to return only the new lines, if there is a limit and there are any.
*/
export function nextPortion({
	lines,
	wanted,
	shown,
	columns,
	limit,
	isUrgent,
}: {
	readonly lines: readonly string[];
	readonly wanted: readonly string[] | undefined;
	readonly shown: readonly string[] | undefined;
	readonly columns: number;
	readonly limit: number;
	readonly isUrgent: boolean;
}): Portion {
	const onScreen = [...(shown ?? [])];
	const rows = Array.from(
		{length: Math.max(lines.length, onScreen.length)},
		(_, row) => row,
	).filter(row => lineOf(lines, row) !== lineOf(onScreen, row));
	const isNews = (row: number) =>
		wanted === undefined || lineOf(lines, row) !== lineOf(wanted, row);
	const news = rows.filter(row => isNews(row));
	const isNewsOnly = isUrgent && Number.isFinite(limit) && news.length > 0;
	const ordered = isNewsOnly
		? news
		: [...news, ...rows.filter(row => !isNews(row))];

	let output = shown ? '' : '\u001B[2J';
	let bytes = 0;
	let given = 0;
	for (const row of ordered) {
		const line = lineOf(lines, row);
		const part = paintRow(row, line, lineOf(onScreen, row), columns);
		bytes += Buffer.byteLength(part);
		if (given > 0 && bytes > limit) {
			break;
		}

		output += part;
		onScreen[row] = line;
		given++;
	}

	return {
		output,
		shown: Array.from(onScreen, line => line ?? ''),
		isWhole: given === rows.length,
	};
}

function lineOf(lines: readonly string[], row: number): string {
	return lines[row] ?? '';
}
