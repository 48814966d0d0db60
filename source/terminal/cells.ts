import stringWidth from 'string-width';
import {narrow} from './narrow.js';

/** One character of a line, one column wide, with the parameters of its SGR sequence; none means the terminal's default look. */
export type Cell = {readonly character: string; readonly style: string};

export const blank: Cell = {character: ' ', style: ''};

/** What each SGR parameter sets, and whether it ends that. Colours with more than one parameter are read separately. */
const kinds = new Map<number, {readonly kind: string; readonly isEnd?: true}>([
	[1, {kind: 'bold'}],
	[2, {kind: 'dim'}],
	[3, {kind: 'italic'}],
	[23, {kind: 'italic', isEnd: true}],
	[4, {kind: 'underline'}],
	[24, {kind: 'underline', isEnd: true}],
	[7, {kind: 'inverse'}],
	[27, {kind: 'inverse', isEnd: true}],
	[39, {kind: 'foreground', isEnd: true}],
	[49, {kind: 'background', isEnd: true}],
	...range(30, 37).map(code => [code, {kind: 'foreground'}] as const),
	...range(90, 97).map(code => [code, {kind: 'foreground'}] as const),
	...range(40, 47).map(code => [code, {kind: 'background'}] as const),
	...range(100, 107).map(code => [code, {kind: 'background'}] as const),
]);

/** Reads a line with SGR sequences as cells; `undefined` if a character is not one column wide, or there is another kind of sequence. */
export function readCells(line: string): readonly Cell[] | undefined {
	const cells: Cell[] = [];
	const isRead = readCharacters(line, cell => {
		cells.push(cell);
		return isNarrow(cell.character);
	});
	return isRead ? cells : undefined;
}

/** How many columns a line with SGR sequences has. */
export function lineWidth(line: string): number {
	return readCells(line)?.length ?? stringWidth(line);
}

/**
Reads a line with SGR sequences, character by character, however wide they are.

@param take - Gets each of them; it returns whether to go on.
@returns Whether the whole line was read: there is no other kind of sequence, and `take` never ended it.
*/
export function readCharacters(
	line: string,
	take: (cell: Cell) => boolean,
): boolean {
	const styles = new Map<string, string>();
	let style = '';
	// eslint-disable-next-line no-control-regex -- The sequences are what it looks for.
	for (const [part, parameters] of line.matchAll(/\u001B\[([\d;]*)m|./gsu)) {
		if (parameters !== undefined) {
			if (!change(styles, parameters)) {
				return false;
			}

			style = [...styles.values()].join(';');
		} else if (!take({character: part, style})) {
			return false;
		}
	}

	return true;
}

function isNarrow(character: string): boolean {
	return narrow.test(character) || stringWidth(character) === 1;
}

/** Changes the styles as an SGR sequence does. @returns Whether it is one that is known. */
function change(styles: Map<string, string>, parameters: string): boolean {
	if (/^[34]8;(?:5;\d+|2(?:;\d+){3})$/.test(parameters)) {
		styles.set(
			parameters.startsWith('3') ? 'foreground' : 'background',
			parameters,
		);
		return true;
	}

	return parameters.split(';').every(parameter => {
		const code = Number(parameter);
		if (code === 0) {
			styles.clear();
			return true;
		}

		if (code === 22) {
			styles.delete('bold');
			styles.delete('dim');
			return true;
		}

		const meaning = kinds.get(code);
		if (!meaning) {
			return false;
		}

		if (meaning.isEnd) {
			styles.delete(meaning.kind);
		} else {
			styles.set(meaning.kind, parameter);
		}

		return true;
	});
}

function range(first: number, last: number): readonly number[] {
	return Array.from({length: last - first + 1}, (_, index) => first + index);
}
