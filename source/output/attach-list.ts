import cliTruncate from 'cli-truncate';
import prettyMilliseconds from 'pretty-ms';
import stringWidth from 'string-width';
import {grouped} from '../format.js';
import {
	blockingTrees,
	byHarm,
	harmOf,
	type BlockingNode,
} from '../lab/attach/blocking.js';
import {isMatch, type Condition} from '../lab/attach/filter.js';
import {
	type Gap,
	type ListedConnection,
	type Listing,
	type LockWait,
} from '../lab/attach/listing.js';
import {printable} from '../printable.js';
import {count, describeFailure} from '../wording/words.js';
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

/** A connection as `attach --json` prints it. */
export type ListedDocument = ListedConnection & {
	/** How many it keeps waiting, directly or not. */
	readonly blocks: number;
	/** Whom it waits for; empty: nobody. */
	readonly waitsFor: readonly LockWait[];
};

/** What `attach --json` prints: the most harmful connection first. */
export type AttachDocument = Omit<AttachList, 'listing' | 'filter'> &
	Omit<Listing, 'connections'> & {
		readonly connections: readonly ListedDocument[];
	};

function listed({listing, filter}: AttachList): readonly ListedDocument[] {
	const {waits} = listing;
	const harm = harmOf(waits);
	return byHarm(listing.connections, harm)
		.map(connection => ({
			...connection,
			blocks: harm.get(connection.id) ?? 0,
			waitsFor: waits.filter(({waiter}) => waiter === connection.id),
		}))
		.filter(connection =>
			isMatch(filter, {connection, blocks: connection.blocks}),
		);
}

/** The list as one line of JSON. Pure. */
export function attachJson(list: AttachList): string {
	const {product, address, listing} = list;
	const document: AttachDocument = {
		product,
		address,
		...listing,
		connections: listed(list),
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
	const shown = listed(list);
	const blocked = new Set(waits.map(({waiter}) => waiter)).size;
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
	connections: readonly ListedDocument[],
	width: number,
): readonly string[] {
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

function cells(connection: ListedDocument): readonly string[] {
	const {id, kind, schema = '', isOwn, blocks} = connection;
	const whose = isOwn
		? ' (this program)'
		: kind === 'client'
			? ''
			: ` (${kind})`;
	return [
		id,
		accountOf(connection),
		schema,
		`${doing(connection)}${whose}`,
		formatSeconds(connection.seconds),
		blocks === 0 ? '' : grouped(blocks),
	].map(cell => printable(cell));
}

function accountOf({user, host}: ListedConnection): string {
	return user === '' ? '' : `${user}@${host}`;
}

function doing({command, state}: ListedConnection): string {
	return state === '' ? command : state;
}

/** `19 (row lock)`. */
function waitWords({blocker, lock, object}: LockWait): string {
	return `${blocker ?? 'no connection'} (${lock} lock${object === undefined ? '' : ` ${object}`})`;
}

/** The server counts whole seconds: `2s`, `14m 3s`. */
function formatSeconds(seconds: number): string {
	return seconds === 0 ? '0s' : prettyMilliseconds(1000 * seconds);
}

/** Of those that one waits for, so many are named. */
const mostBlockers = 2;

/** Below a connection: its transaction, whom it waits for, and its statement, which is cut off first. */
function detailLine(
	{statement, transaction, waitsFor, isOwn}: ListedDocument,
	width: number,
): readonly string[] {
	const more = waitsFor.length - mostBlockers;
	const details = [
		...(transaction
			? [
					`transaction ${formatSeconds(transaction.age)}, ${count(transaction.rows, 'row')}${transaction.state === 'ROLLING BACK' ? ' to undo' : ''}`,
				]
			: []),
		...(waitsFor.length > 0
			? [
					`waits for ${[
						...waitsFor.slice(0, mostBlockers).map(wait => waitWords(wait)),
						...(more > 0 ? [`${more} more`] : []),
					].join(', ')}`,
				]
			: []),
		...(statement && !isOwn
			? [`${statement.isRunning ? '' : 'before: '}${statement.text}`]
			: []),
	];
	return details.length === 0
		? []
		: [cliTruncate(`    ${printable(details.join(' · '))}`, width)];
}

function trees(
	connections: readonly ListedConnection[],
	waits: readonly LockWait[],
	width: number,
): readonly string[] {
	const roots = blockingTrees(waits);
	return roots.length === 0
		? []
		: [
				'',
				'Who blocks whom: what has to end first is at the left',
				...roots.flatMap(root =>
					nodeLines(root, connections, {width, depth: 0}),
				),
			];
}

function nodeLines(
	{id, wait, blocked}: BlockingNode,
	connections: readonly ListedConnection[],
	{width, depth}: {readonly width: number; readonly depth: number},
): readonly string[] {
	const connection = connections.find(one => one.id === id);
	const words = connection
		? [
				`${accountOf(connection)} ${doing(connection)} ${formatSeconds(connection.seconds)}`,
				...(connection.statement?.isRunning ? [connection.statement.text] : []),
			]
		: ['not listed any more'];
	const lock = wait
		? ` waits for a ${wait.lock} lock${wait.object === undefined ? '' : ` on ${wait.object}`}`
		: '';
	const line = printable(`${id}${lock} · ${words.join(' · ')}`);
	const indent = '  '.repeat(depth + 1);
	return [
		`${indent}${cliTruncate(line, width - indent.length)}`,
		...blocked.flatMap(node =>
			nodeLines(node, connections, {width, depth: depth + 1}),
		),
	];
}

/** What was not seen: once for each way to see more. */
function gapLines(gaps: readonly Gap[], width: number): readonly string[] {
	const remedies = [...new Set(gaps.map(({remedy}) => remedy))];
	return remedies.flatMap(remedy => {
		const same = gaps.filter(gap => gap.remedy === remedy);
		const what = [...new Set(same.map(gap => gap.what))].join(', ');
		const failure = same.find(gap => gap.failure)?.failure;
		return [
			'',
			...wrap(
				`Not all is seen of the ${what}${failure ? `: ${describeFailure(failure)}` : ''}.`,
				width,
			),
			// In its own line, to copy it.
			...(remedy === undefined ? [] : [`    ${remedy}`]),
		];
	});
}
