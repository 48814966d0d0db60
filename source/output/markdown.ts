import {printable} from '../printable.js';

/** What Markdown or HTML give a meaning to within a line: an underscore only at the edge of a word, and an ampersand only before what may be a character's name. */
const special = /[\\`*[\]<|]|~(?=~)|(?<!\w)_|_(?!\w)|&(?=#?\w+;)/g;

/** A text that stands in a paragraph or in a cell of a table as it is: in one line, and nothing in it means anything. Pure. */
export function plainText(text: string): string {
	return printable(text).replaceAll(special, String.raw`\$&`);
}

/** A text as code within a line, or within a cell of a table: there `|` is escaped even in code, as GitHub's tables have it [manual]. Pure. */
export function codeSpan(text: string, {isInTable = false} = {}): string {
	const line = printable(text);
	const fence = fenceFor(line, 1);
	const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	const code = `${fence}${padding}${line}${padding}${fence}`;
	return isInTable ? code.replaceAll('|', String.raw`\|`) : code;
}

/** Lines as a block of code. Pure. */
export function codeBlock(
	language: string,
	lines: readonly string[],
): readonly string[] {
	const fence = fenceFor(lines.join('\n'), 3);
	return [
		`${fence}${language}`,
		...lines.map(line => line.replaceAll(/[^\P{Cc}\t]/gu, ' ')),
		fence,
	];
}

/** More backticks than the text has in a row. */
function fenceFor(text: string, least: number): string {
	const longest = Math.max(
		0,
		...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length),
	);
	return '`'.repeat(Math.max(least, longest + 1));
}

/** A table: its heads, and rows of cells that are Markdown already. Pure. */
export function table(
	heads: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): readonly string[] {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(heads),
		line(heads.map(() => '---')),
		...rows.map(row => line(row)),
	];
}
