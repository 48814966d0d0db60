import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/**
The bytes that turn one picture into the next: only lines that differ, each at its absolute place. Empty when nothing differs.

@param previous - The lines that are on the screen; `undefined` when that isn't known, and everything is drawn.
@param columns - The width of the screen. A longer line is cut, so that it can't push the others down.
*/
export function paint(
	lines: readonly string[],
	previous: readonly string[] | undefined,
	columns: number,
): string {
	let output = previous ? '' : '\u001B[2J';
	const height = Math.max(lines.length, previous?.length ?? 0);
	for (let row = 0; row < height; row++) {
		const line = lines[row] ?? '';
		if (!previous || line !== (previous[row] ?? '')) {
			output += `\u001B[${row + 1};1H${paintLine(line, columns)}`;
		}
	}

	return output;
}

function paintLine(line: string, columns: number): string {
	const width = stringWidth(line);
	if (width < columns) {
		return `${line}\u001B[K`;
	}

	// After the last column, `CSI K` would erase the character that was just written there.
	if (width === columns) {
		return line;
	}

	const cut = cliTruncate(line, columns, {truncationCharacter: ''});
	// A wide character at the edge is cut off whole.
	return stringWidth(cut) > columns
		? paintLine(
				cliTruncate(line, columns - 1, {truncationCharacter: ''}),
				columns,
			)
		: cut;
}
