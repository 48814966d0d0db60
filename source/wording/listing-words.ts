import prettyMilliseconds from 'pretty-ms';
import {type ListedRow, type TreeRow} from '../lab/attach/listed-rows.js';
import {
	type Gap,
	type ListedConnection,
	type ListedTransaction,
	type LockWait,
} from '../lab/attach/listing.js';
import {printable} from '../printable.js';
import {count, describeFailure} from './words.js';

/** Whose connection it is; empty: nobody's. Pure. */
export function accountOf({user, host}: ListedConnection): string {
	return user === '' ? '' : printable(`${user}@${host}`);
}

/** What a connection is doing, as the server names it. Pure. */
export function doing({command, state}: ListedConnection): string {
	return printable(state === '' ? command : state);
}

/** Whose it is, if it is no client's: words to put after what it does. Pure. */
export function whose({isOwn, kind}: ListedConnection): string {
	return isOwn ? ' (this program)' : kind === 'client' ? '' : ` (${kind})`;
}

/** The same for a cell that may be cut at its end: whose it is comes first. Pure. */
export function doingCell(connection: ListedConnection): string {
	const {isOwn, kind} = connection;
	return isOwn
		? 'this program'
		: kind === 'client'
			? doing(connection)
			: `${kind}: ${doing(connection)}`;
}

/** The server counts whole seconds: `2s`, `14m 3s`, `23h 53m`. Pure. */
export function formatSeconds(seconds: number): string {
	return seconds === 0
		? '0s'
		: prettyMilliseconds(1000 * seconds, {unitCount: 2});
}

/** `transaction 14m 3s, 12,000 rows`. Pure. */
export function transactionWords({
	age,
	rows,
	state,
}: ListedTransaction): string {
	return `transaction ${formatSeconds(age)}, ${count(rows, 'row')}${state === 'ROLLING BACK' ? ' to undo' : ''}`;
}

/** Of those that one waits for, or blocks besides, so many are named. */
const mostNamed = 2;

/** `19, 20, 3 more`. */
function fewOf(names: readonly string[]): string {
	const more = names.length - mostNamed;
	return [
		...names.slice(0, mostNamed),
		...(more > 0 ? [`${more} more`] : []),
	].join(', ');
}

/** Whom a connection waits for: `waits for 19 (row lock)`; `undefined`: nobody. Pure. */
export function waitsForWords(
	waitsFor: readonly LockWait[],
): string | undefined {
	return waitsFor.length === 0
		? undefined
		: `waits for ${fewOf(waitsFor.map(wait => blockerWords(wait)))}`;
}

/** The same for a cell: the first one, and how many there are besides. Pure. */
export function blockerCell(waitsFor: readonly LockWait[]): string {
	const [wait, ...more] = waitsFor;
	return wait
		? `${wait.blocker ?? 'no connection'}${more.length === 0 ? '' : ` +${more.length}`}`
		: '';
}

/** `19 (row lock)`. */
function blockerWords({blocker, lock, object}: LockWait): string {
	return printable(
		`${blocker ?? 'no connection'} (${lock} lock${object === undefined ? '' : ` ${object}`})`,
	);
}

/** What a connection runs, or ran last; `undefined`: the server does not tell. Pure. */
export function statementWords({
	statement,
	isOwn,
}: Pick<ListedRow, 'statement' | 'isOwn'>): string | undefined {
	return statement && !isOwn
		? printable(`${statement.isRunning ? '' : 'before: '}${statement.text}`)
		: undefined;
}

/** A line of the tree of who blocks whom, without its indent. Pure. */
export function treeWords(
	{id, wait, alsoBlocks = []}: TreeRow,
	connections: readonly ListedConnection[],
): string {
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
	const also =
		alsoBlocks.length === 0 ? [] : [`also blocks ${fewOf(alsoBlocks)}`];
	return printable([`${id}${lock}`, ...also, ...words].join(' · '));
}

/** Something that is not seen. */
export type GapWords = {
	readonly what: string;
	/** The statement or the setting that would show it; absent: nothing that is known. */
	readonly remedy?: string;
};

/** What was not seen: once for each way to see more. Pure. */
export function gapWords(gaps: readonly Gap[]): readonly GapWords[] {
	const remedies = [...new Set(gaps.map(({remedy}) => remedy))];
	return remedies.map(remedy => {
		const same = gaps.filter(gap => gap.remedy === remedy);
		const what = [...new Set(same.map(gap => gap.what))].join(', ');
		const failure = same.find(gap => gap.failure)?.failure;
		return {
			what: `Not all is seen of the ${what}${failure ? `: ${describeFailure(failure)}` : ''}.`,
			...(remedy !== undefined && {remedy}),
		};
	});
}
