import cliTruncate from 'cli-truncate';
import {grouped} from '../../format.js';
import {
	isListed,
	isRunning,
	type FirstLook,
	type VictimLook,
} from '../../lab/attach/victim.js';
import {curveOf, rowsPerSecond} from '../../lab/attach/pace.js';
import {
	type AttachState,
	type VictimState,
} from '../../lab/attach/attach-state.js';
import {rowsBelowOne} from '../../lab/attach/listed-rows.js';
import {type LockWait} from '../../lab/attach/listing.js';
import {isRollingBack} from '../../lab/attach/proof.js';
import {type VictimDetails} from '../../lab/attach/victim-details.js';
import {printable} from '../../printable.js';
import {clientWords} from '../../wording/client-words.js';
import {
	doing,
	formatSeconds,
	treeWords,
	waitsForWords,
	whose,
} from '../../wording/listing-words.js';
import {count} from '../../wording/words.js';
import {firstThatFits} from '../first-that-fits.js';
import {gap, part, wrapped, type Line, type Part} from './lines.js';

/** The cells of a curve. */
const curveWidth = 16;

/** Who is watched, what it runs, its transaction and who waits for it. Pure. @param width - Cells. */
export function victimParts(
	state: AttachState,
	victim: VictimState,
	width: number,
): readonly Part[] {
	const {last, details} = victim;
	if (!last) {
		return [
			part('who', 0, [
				{text: `looking at connection ${victim.connectionId} …`, tone: 'dim'},
			]),
		];
	}

	const shown = isListed(last)
		? last
		: (victim.proving?.before ?? victim.first);
	const waitsFor = (state.listing?.waits ?? []).filter(
		({waiter}) => waiter === victim.connectionId,
	);
	return [
		part('statement', 0, statementLines(last, shown, width), 1),
		part('state', 1, stateLines(victim, last)),
		part('transaction', 2, transactionLines(victim, last, width)),
		part('holds', 5, holdLines(last, details, width), 1),
		part('waits', 3, waitLines(waitsFor, width)),
		gap('gap before waiters'),
		waitersPart(state, victim, width),
		gap('gap before attributes'),
		part(
			'before',
			6,
			details?.before === undefined
				? []
				: [{text: `before it: ${printable(details.before)}`, tone: 'dim'}],
		),
		part('attributes', 7, attributeLines(shown, victim, width), 1),
	];
}

function statementLines(
	last: VictimLook,
	shown: FirstLook | undefined,
	width: number,
): readonly Line[] {
	const statement = shown?.thread.connection.statement;
	if (!statement) {
		return [{text: 'no statement is shown', tone: 'dim'}];
	}

	const isOver = !isListed(last) || !isRunning(last);
	return wrapped(
		`${isOver ? 'ran last: ' : ''}${printable(statement.text)}`,
		width,
		isOver ? 'dim' : 'bold',
	);
}

function stateLines({kills}: VictimState, last: VictimLook): readonly Line[] {
	if (!isListed(last)) {
		const isOurs = kills.some(
			({kind, failedWith}) => kind === 'connection' && failedWith === undefined,
		);
		return [
			{
				text: `the connection is gone${isOurs ? '' : ', and no KILL CONNECTION was sent from here'}`,
				tone: 'attention',
			},
		];
	}

	const {connection} = last.thread;
	const name = doing(connection);
	const words = [
		`${name === connection.command ? '' : `${connection.command}: `}${name} for ${formatSeconds(connection.seconds)}${whose(connection)}`,
		...(isRollingBack(last) ? ['and undoes rows'] : []),
	];
	return [{text: words.join(', ')}];
}

function transactionLines(
	{samples}: VictimState,
	last: VictimLook,
	width: number,
): readonly Line[] {
	const {transaction, hiddenUntil} = last;
	if (hiddenUntil !== undefined) {
		return wrapped(
			`This account may not see transactions; ${hiddenUntil} would show them.`,
			width,
			'attention',
		);
	}

	if (!transaction) {
		return [{text: 'no transaction is listed', tone: 'dim'}];
	}

	const rate = rowsPerSecond(samples);
	const isUndone = isRollingBack(last);
	const rows = [
		`${transaction.state} ${count(transaction.rows, 'row')}${isUndone ? ' left' : ''}`,
		...(rate === undefined || Math.round(rate) === 0
			? []
			: [`${rate < 0 ? '-' : '+'}${grouped(Math.round(Math.abs(rate)))}/s`]),
	].join(' · ');
	const words = `transaction ${formatSeconds(transaction.age)} · ${rows}`;
	return [
		{
			text: firstThatFits(
				[`${words} ${curveOf(samples, curveWidth)}`, words, `trx ${rows}`],
				width,
			).trimEnd(),
			...(isUndone && ({tone: 'attention'} as const)),
		},
	];
}

/** What others may wait for. */
function holdLines(
	last: VictimLook,
	details: VictimDetails | undefined,
	width: number,
): readonly Line[] {
	const {tables = 0, rows = 0} = last.transaction?.locked ?? {};
	// With the connection its metadata locks are gone.
	const names = isListed(last) ? (details?.tables ?? []) : [];
	const words = [
		...(rows > 0 || tables > 0
			? [`about ${count(rows, 'row')} locked in ${count(tables, 'table')}`]
			: []),
		...(names.length > 0 ? [`metadata of ${names.join(', ')}`] : []),
	];
	return words.length === 0
		? []
		: wrapped(printable(`holds: ${words.join(' · ')}`), width);
}

function waitLines(
	waitsFor: readonly LockWait[],
	width: number,
): readonly Line[] {
	const words = waitsForWords(waitsFor);
	return words === undefined ? [] : wrapped(`it ${words}`, width, 'attention');
}

/** Those that wait for it, and those that wait for them. */
function waitersPart(
	{listing}: AttachState,
	{connectionId}: VictimState,
	width: number,
): Part {
	const waits = listing?.waits ?? [];
	const below = rowsBelowOne(waits, connectionId);
	if (!listing || below.length === 0) {
		return part('waiters', 4, [{text: 'nobody waits for it', tone: 'dim'}]);
	}

	const lines = below.map((row): Line => ({
		text: cliTruncate(
			`${'  '.repeat(row.depth + 1)}${treeWords(row, listing.connections)}`,
			width,
		),
	}));
	return {
		name: 'waiters',
		rank: 4,
		wanted: 1 + lines.length,
		least: 1,
		lines(height) {
			const room = height - 1;
			const shown =
				lines.length <= room ? lines : lines.slice(0, Math.max(0, room - 1));
			const more = lines.length - shown.length;
			return [
				{text: `blocks ${below.length}`, tone: 'attention'},
				...shown,
				...(more > 0 && room > 0 ? [{text: `  ${more} more`}] : []),
			];
		},
	};
}

function attributeLines(
	shown: FirstLook | undefined,
	{details}: VictimState,
	width: number,
): readonly Line[] {
	const {connection} = shown?.thread ?? {};
	const words = [
		connection?.schema === undefined
			? undefined
			: `schema ${connection.schema}`,
		clientWords(details?.attributes ?? []),
	].filter(words => words !== undefined);
	return words.length === 0
		? []
		: wrapped(printable(words.join(' · ')), width, 'dim');
}
