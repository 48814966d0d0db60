import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {grouped} from '../format.js';
import {type Condition} from '../lab/attach/filter.js';
import {
	listedRows,
	treeRows,
	waiting,
	type ListedRow,
} from '../lab/attach/listed-rows.js';
import {
	type Gap,
	type ListedConnection,
	type Listing,
	type LockWait,
} from '../lab/attach/listing.js';
import {
	accountOf,
	doingCell,
	formatSeconds,
	gapWords,
	statementWords,
	transactionWords,
	treeWords,
	waitsForWords,
} from '../wording/listing-words.js';
import {printable} from '../printable.js';
import {count} from '../wording/words.js';
import {wrap} from './wrap.js';

/** A server and one look at its connections. */
export type AttachList = {
	/** With its version. */
	readonly product: string;
	readonly address: string;
	readonly listing: Listing;
	/** What a connection has to be like to be listed. */
	readonly filter: readonly Condition[];
};

/** What `attach --json` prints: the most harmful connection first. */
export type AttachDocument = Omit<AttachList, 'listing' | 'filter'> &
	Omit<Listing, 'connections'> & {
		readonly connections: readonly ListedRow[];
	};

/** The list as one line of JSON. Pure. */
export function attachJson(list: AttachList): string {
	const {product, address, listing} = list;
	const document: AttachDocument = {
		product,
		address,
		...listing,
		connections: listedRows(listing, list.filter),
	};
	return `${JSON.stringify(document)}\n`;
}

/**
The list for people: a head, two lines for each connection, who blocks whom, and what was not seen. Pure.

@param width - Cells. What stands below a connection is cut there; its columns are not.
*/
export function attachText(list: AttachList, width: number): string {
	const {product, address, listing} = list;
	const {connections, waits, gaps, took} = listing;
	const shown = listedRows(listing, list.filter);
	const blocked = waiting(listing);
	const head = [
		`${product} · ${address}`,
		shown.length === connections.length
			? count(connections.length, 'connection')
			: `${shown.length} of ${count(connections.length, 'connection')}`,
		`${blocked === 0 ? 'none waits' : `${blocked} wait${blocked === 1 ? 's' : ''}`} for another`,
		`this look took ${Math.round(took)} ms`,
	].join(' · ');
	return [
		...wrap(head, width),
		...table(shown, width),
		...trees(connections, waits, width),
		...gapLines(gaps, width),
	]
		.map(line => `${line}\n`)
		.join('');
}

const headings = ['Id', 'Account', 'Schema', 'Doing', 'For', 'Blocks'] as const;

function table(
	connections: readonly ListedRow[],
	width: number,
): readonly string[] {
	if (connections.length === 0) {
		return ['', 'No connection matches the filter.'];
	}

	const rows = connections.map(connection => cells(connection));
	const widths = headings.map((heading, column) =>
		Math.max(
			heading.length,
			...rows.map(row => stringWidth(row[column] ?? '')),
		),
	);
	const line = (row: readonly string[]) =>
		row
			.map(
				(cell, column) =>
					cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)),
			)
			.join('  ')
			.trimEnd();
	return [
		'',
		line(headings),
		...connections.flatMap((connection, index) => [
			line(rows[index] ?? []),
			...detailLine(connection, width),
		]),
	];
}

function cells(connection: ListedRow): readonly string[] {
	const {id, schema = '', blocks} = connection;
	return [
		id,
		accountOf(connection),
		printable(schema),
		doingCell(connection),
		formatSeconds(connection.seconds),
		blocks === 0 ? '' : grouped(blocks),
	];
}

/** Below a connection: its transaction, whom it waits for, and its statement, which is cut off first. */
function detailLine(row: ListedRow, width: number): readonly string[] {
	const {transaction, waitsFor} = row;
	const details = [
		transaction && transactionWords(transaction),
		waitsForWords(waitsFor),
		statementWords(row),
	].filter(words => words !== undefined);
	return details.length === 0
		? []
		: [cliTruncate(`    ${details.join(' · ')}`, width)];
}

function trees(
	connections: readonly ListedConnection[],
	waits: readonly LockWait[],
	width: number,
): readonly string[] {
	const rows = treeRows(waits);
	return rows.length === 0
		? []
		: [
				'',
				'Who blocks whom: what has to end first is at the left',
				...rows.map(row => {
					const indent = '  '.repeat(row.depth + 1);
					return `${indent}${cliTruncate(treeWords(row, connections), width - indent.length)}`;
				}),
			];
}

function gapLines(gaps: readonly Gap[], width: number): readonly string[] {
	return gapWords(gaps).flatMap(({what, remedy}) => [
		'',
		...wrap(what, width),
		// In its own line, to copy it.
		...(remedy === undefined ? [] : [`    ${remedy}`]),
	]);
}
