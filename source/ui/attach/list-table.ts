import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {grouped} from '../../format.js';
import {type ListedRow} from '../../lab/attach/listed-rows.js';
import {
	accountOf,
	blockerCell,
	doingCell,
	formatSeconds,
	statementWords,
} from '../../wording/listing-words.js';

/** A column of the list. */
type Column = {
	readonly heading: string;
	readonly cell: (row: ListedRow) => string;
	/** It never gets wider, in cells. */
	readonly most: number;
	/** On a narrow screen it may get so narrow before a column goes; absent: it does not. */
	readonly least?: number;
	readonly isNumber?: true;
	/** On a narrow screen the highest goes first. */
	readonly rank: number;
};

const columns: readonly Column[] = [
	{heading: 'Id', cell: ({id}) => id, most: 20, isNumber: true, rank: 0},
	{
		heading: 'Account',
		cell: row => accountOf(row),
		most: 22,
		least: 12,
		rank: 1,
	},
	{heading: 'Schema', cell: ({schema = ''}) => schema, most: 16, rank: 9},
	{
		heading: 'Doing',
		cell: row => doingCell(row),
		most: 26,
		least: 14,
		rank: 2,
	},
	{
		heading: 'For',
		cell: ({seconds}) => formatSeconds(seconds),
		most: 9,
		isNumber: true,
		rank: 4,
	},
	{
		heading: 'Trx',
		cell: ({transaction}) =>
			transaction ? formatSeconds(transaction.age) : '',
		most: 9,
		isNumber: true,
		rank: 5,
	},
	{
		heading: 'Rows',
		cell: ({transaction}) => (transaction ? grouped(transaction.rows) : ''),
		most: 13,
		isNumber: true,
		rank: 8,
	},
	{
		heading: 'Blocks',
		cell: ({blocks}) => (blocks === 0 ? '' : grouped(blocks)),
		most: 6,
		isNumber: true,
		rank: 3,
	},
	{
		heading: 'Waits',
		cell: ({waitsFor}) => blockerCell(waitsFor),
		most: 12,
		rank: 6,
	},
];

/** Between two columns. */
const space = '  ';

/** The statement gets what is left: it is worth so many cells before a column goes, and so many before one gets narrower. */
const leastStatement = 12;
const usualStatement = 30;

/** A list as a table that fits: its headings, a line for each connection, and whose line it is. Pure. @param width - Cells, with two for the mark. */
export function listTable(
	rows: readonly ListedRow[],
	width: number,
): {
	readonly ids: readonly string[];
	readonly head: string;
	readonly lines: readonly string[];
} {
	const room = width - 3;
	// A column without a cell has nothing to tell.
	const told = columns.filter(
		({cell}) => rows.length === 0 || rows.some(row => cell(row) !== ''),
	);
	const wide = told.map(column => ({
		...column,
		width: Math.min(
			column.most,
			Math.max(
				column.heading.length,
				...rows.map(row => stringWidth(column.cell(row))),
			),
		),
	}));
	const shown = fitting(wide, room);
	const used = shown.reduce((sum, {width}) => sum + width + space.length, 0);
	const rest = room - used;
	const line = (
		cellOf: (column: (typeof wide)[number]) => string,
		statement: string,
	) =>
		[
			...shown.map(column => {
				const cell = cliTruncate(cellOf(column), column.width);
				const padding = ' '.repeat(column.width - stringWidth(cell));
				return column.isNumber ? padding + cell : cell + padding;
			}),
			cliTruncate(statement, Math.max(1, rest)),
		].join(space);
	return {
		ids: rows.map(({id}) => id),
		head: line(({heading}) => heading, 'Statement'),
		lines: rows.map(row =>
			line(({cell}) => cell(row), statementWords(row) ?? ''),
		),
	};
}

type Wide = Column & {readonly width: number};

/** First columns get narrower, then the last ones go. */
function fitting(wide: readonly Wide[], room: number): readonly Wide[] {
	const used = wide.reduce((sum, {width}) => sum + width + space.length, 0);
	const narrow = narrower(wide, used + usualStatement - room);
	const narrowest = narrow.reduce(
		(sum, {width}) => sum + width + space.length,
		0,
	);
	if (narrowest + leastStatement <= room || wide.length === 1) {
		return narrow;
	}

	const last = Math.max(...wide.map(({rank}) => rank));
	return fitting(
		wide.filter(({rank}) => rank !== last),
		room,
	);
}

/** The same columns, narrower by so many cells as they may be, the last one first. */
function narrower(wide: readonly Wide[], excess: number): readonly Wide[] {
	let rest = Math.max(0, excess);
	return wide
		.toReversed()
		.map(column => {
			const {width, least = width} = column;
			const less = Math.min(rest, Math.max(0, width - least));
			rest -= less;
			return {...column, width: width - less};
		})
		.toReversed();
}
