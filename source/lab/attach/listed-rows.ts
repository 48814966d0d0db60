import {
	blockingTrees,
	byHarm,
	harmOf,
	treesBelow,
	type BlockingNode,
} from './blocking.js';
import {isMatch, type Condition} from './filter.js';
import {type ListedConnection, type Listing, type LockWait} from './listing.js';

/** A connection of a list, with those that it blocks and is blocked by. */
export type ListedRow = ListedConnection & {
	/** How many it keeps waiting, directly or not. */
	readonly blocks: number;
	/** Whom it waits for; empty: nobody. */
	readonly waitsFor: readonly LockWait[];
};

/** The connections of a listing that a filter lets through, the most harmful first. Pure. */
export function listedRows(
	{connections, waits}: Pick<Listing, 'connections' | 'waits'>,
	filter: readonly Condition[],
): readonly ListedRow[] {
	const harm = harmOf(waits);
	return byHarm(connections, harm)
		.map(connection => ({
			...connection,
			blocks: harm.get(connection.id) ?? 0,
			waitsFor: waits.filter(({waiter}) => waiter === connection.id),
		}))
		.filter(row =>
			isMatch(filter, {
				connection: row,
				blocks: row.blocks,
				waits: waitsOf(row),
				locks: [...new Set(row.waitsFor.map(({lock}) => lock))],
			}),
		);
}

/** How many a connection waits for; one, if nobody is seen to hold what it waits for. */
function waitsOf({state, waitsFor}: ListedRow): number {
	const seen = new Set(waitsFor.map(({blocker}) => blocker)).size;
	return Math.max(seen, waitingStates.test(state) ? 1 : 0);
}

/** A line of the tree of who blocks whom. */
export type TreeRow = {
	readonly id: string;
	/** How many are above it. */
	readonly depth: number;
	/** Why it is below the one above it; absent: it is a root. */
	readonly wait?: LockWait;
	/** Those that wait directly for it too, and have their line elsewhere; absent: there are none. */
	readonly alsoBlocks?: readonly string[];
};

/** The trees of who blocks whom, line by line: what has to end first comes first. Pure. */
export function treeRows(waits: readonly LockWait[]): readonly TreeRow[] {
	return blockingTrees(waits).flatMap(root => rowsBelow(root, 0));
}

function rowsBelow(
	{blocked, ...node}: BlockingNode,
	depth: number,
): readonly TreeRow[] {
	return [
		{...node, depth},
		...blocked.flatMap(node => rowsBelow(node, depth + 1)),
	];
}

/** The lines of the trees below one connection: those that wait directly for it have the depth 0. Pure. */
export function rowsBelowOne(
	waits: readonly LockWait[],
	id: string,
): readonly TreeRow[] {
	return treesBelow(id, waits).flatMap(node => rowsBelow(node, 0));
}

/** The states of those that wait for a lock whose holder the server need not show. */
const waitingStates = /^waiting for .*lock$|^user lock$/i;

/** How many wait for another: also those of which nobody is seen to hold what they wait for. Pure. */
export function waiting({
	connections,
	waits,
}: Pick<Listing, 'connections' | 'waits'>): number {
	return new Set([
		...waits.map(({waiter}) => waiter),
		...connections
			.filter(({state}) => waitingStates.test(state))
			.map(({id}) => id),
	]).size;
}
