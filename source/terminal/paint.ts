import cliTruncate from 'cli-truncate';
import {blank, lineWidth, readCells, type Cell} from './cells.js';

/** Up to this many equal columns between two that differ are rewritten: moving the cursor takes as many bytes. */
const longestGap = 7;

/**
The bytes that turn one line into another: only what differs, each part at its absolute place. Empty when nothing differs.

@param before - The line that is on the screen.
@param columns - The width of the screen. A longer line is cut, so that it can't push the others down.
*/
export function paintRow(
	row: number,
	line: string,
	before: string,
	columns: number,
): string {
	if (line === before) {
		return '';
	}

	const whole = `\u001B[${row + 1};1H${paintLine(line, columns)}`;
	const parts = paintParts(row, line, before, columns);
	return parts === undefined || parts.length > whole.length ? whole : parts;
}

function paintLine(line: string, columns: number): string {
	const width = lineWidth(line);
	if (width < columns) {
		return `${line}\u001B[K`;
	}

	// After the last column, `CSI K` would erase the character that was just written there.
	if (width === columns) {
		return line;
	}

	const cut = cliTruncate(line, columns, {truncationCharacter: ''});
	// A wide character at the edge is removed entirely.
	return lineWidth(cut) > columns
		? paintLine(
				cliTruncate(line, columns - 1, {truncationCharacter: ''}),
				columns,
			)
		: cut;
}

/** The columns of a line that differ; `undefined` if the whole line has to be painted. */
function paintParts(
	row: number,
	line: string,
	before: string,
	columns: number,
): string | undefined {
	const cells = readCells(line);
	const old = readCells(before);
	if (!cells || !old || Math.max(cells.length, old.length) > columns) {
		return undefined;
	}

	let output = '';
	const differs = (column: number) =>
		!isSame(cells[column] ?? blank, old[column] ?? blank);
	const length = Math.max(cells.length, old.length);
	for (let column = 0; column < length; column++) {
		if (!differs(column)) {
			continue;
		}

		let end = column + 1;
		for (let next = end; next < length && next <= end + longestGap; next++) {
			if (differs(next)) {
				end = next + 1;
			}
		}

		output += `\u001B[${row + 1};${column + 1}H`;
		output += paintCells(cells.slice(column, end));
		if (end > cells.length) {
			// The rest of the line is empty now.
			return `${output}\u001B[K`;
		}

		column = end;
	}

	return output;
}

function isSame(one: Cell, other: Cell): boolean {
	return one.character === other.character && one.style === other.style;
}

function paintCells(cells: readonly Cell[]): string {
	let style = '';
	let output = '';
	for (const cell of cells) {
		if (cell.style !== style) {
			// Each style starts from the terminal's default.
			output += `\u001B[${[style === '' ? '' : '0', cell.style].filter(Boolean).join(';')}m`;
			style = cell.style;
		}

		output += cell.character;
	}

	return style === '' ? output : `${output}\u001B[m`;
}
