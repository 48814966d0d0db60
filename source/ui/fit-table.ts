import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/** A column of a table that may get less room than it wants. */
export type Column = {
	/** Its heading, and the key of its cells. A heading is never shortened. */
	readonly name: string;
	/** Columns with a lower rank stay longer as the table gets narrower. */
	readonly rank: number;
	/** Cells may be shortened to this many characters; by default they are not, and the column is dropped instead. */
	readonly shortest?: number;
	/** Numbers are right-aligned. */
	readonly isNumeric?: boolean;
};

/** A table that fits: what ink-table takes. */
export type FittedTable = {
	/** The names of the columns that are shown. Empty if there is no room for any. */
	readonly columns: readonly string[];
	readonly data: ReadonlyArray<Readonly<Record<string, string>>>;
};

/** What ink-table 3.1.0 puts around a cell: its padding of 1, twice, and a border before it. */
const frame = 3;

/**
Chooses columns and shortens cells until ink-table's drawing of them is no wider than `width` characters. ink-table measures with `String.length`, so that characters that are not one column wide, and control
characters, are replaced by question marks.

@param columns - In the order in which they are shown.
*/
export function fitTable(
	rows: ReadonlyArray<Readonly<Record<string, string>>>,
	columns: readonly Column[],
	width: number,
): FittedTable {
	const cells = rows.map(row =>
		Object.fromEntries(
			columns.map(({name}) => [name, toSimpleText(row[name] ?? '')]),
		),
	);
	const wanted = new Map(
		columns.map(({name}) => [
			name,
			Math.max(name.length, ...cells.map(row => row[name]?.length ?? 0)),
		]),
	);

	const byRank = columns.toSorted((a, b) => a.rank - b.rank);
	const widths = new Map<string, number>();
	let room = width - 1;
	for (const {name, shortest = Infinity} of byRank) {
		const least = Math.max(
			name.length,
			Math.min(shortest, wanted.get(name) ?? 0),
		);
		if (least + frame > room) {
			// A less important column must not take the place of a more important one.
			break;
		}

		widths.set(name, least);
		room -= least + frame;
	}

	for (const [name, least] of widths) {
		const more = Math.min(room, (wanted.get(name) ?? 0) - least);
		widths.set(name, least + more);
		room -= more;
	}

	const shown = columns.filter(({name}) => widths.has(name));
	return {
		columns: shown.map(({name}) => name),
		data: cells.map(row =>
			Object.fromEntries(
				shown.map(({name, isNumeric = false}) => {
					const room = widths.get(name) ?? 0;
					const text = shorten(row[name] ?? '', room);
					return [name, isNumeric ? text.padStart(room) : text];
				}),
			),
		),
	};
}

function shorten(text: string, width: number): string {
	return width > 1 ? cliTruncate(text, width) : text.slice(0, width);
}

const graphemes = new Intl.Segmenter();

/** Replaces each character whose width isn't its `String.length`: wide ones, emoji, accents on their own, colours. */
function toSimpleText(text: string): string {
	return [...graphemes.segment(text)]
		.map(({segment}) =>
			segment.length === 1 && stringWidth(segment) === 1 ? segment : '?',
		)
		.join('');
}
