import process from 'node:process';

/** What was measured, in rows. */
export type Table = {
	readonly title: string;
	/** Of the cells after the first. */
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<readonly [string, ...string[]]>;
	/** What one must know to read it. */
	readonly note?: string;
};

const widths = {first: 52, other: 14} as const;

/** Prints a table for a terminal. */
export function printTable({title, columns, rows}: Table): void {
	for (const [first, ...cells] of [[title, ...columns], ...rows]) {
		process.stdout.write(
			`${(first ?? '').padEnd(widths.first)}${cells.map(cell => cell.padStart(widths.other)).join('')}\n`,
		);
	}

	process.stdout.write('\n');
}

/** A section of a document in Markdown: the title, what one must know, and the table. Pure. */
export function tableMarkdown({title, columns, rows, note}: Table): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		title,
		...(note === undefined ? [] : [note]),
		[
			line(['', ...columns]),
			line(['---', ...columns.map(() => '---:')]),
			...rows.map(row => line(row)),
		].join('\n'),
	].join('\n\n');
}
