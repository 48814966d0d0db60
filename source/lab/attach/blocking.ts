import {type ListedConnection, type LockWait} from './listing.js';

/** A connection in a tree of who blocks whom. */
export type BlockingNode = {
	readonly id: string;
	/** Why it is below the one above it; absent: it is a root. */
	readonly wait?: LockWait;
	readonly blocked: readonly BlockingNode[];
	/** Those that wait directly for it too, and stand elsewhere because they wait for several; absent: there are none. */
	readonly alsoBlocks?: readonly string[];
};

/** Who waits directly for each connection. */
type Waiters = ReadonlyMap<string, readonly LockWait[]>;

function waitersOf(waits: readonly LockWait[]): Waiters {
	const waiters = new Map<string, LockWait[]>();
	for (const wait of waits) {
		if (wait.blocker !== undefined) {
			const known = waiters.get(wait.blocker);
			if (known) {
				known.push(wait);
			} else {
				waiters.set(wait.blocker, [wait]);
			}
		}
	}

	return waiters;
}

/** Those that a connection keeps waiting, and those that wait for them; not itself. */
function blockedBy(id: string, waiters: Waiters): ReadonlySet<string> {
	const found = new Set([id]);
	// A set also gives what is added while one goes through it.
	for (const next of found) {
		for (const {waiter} of waiters.get(next) ?? []) {
			found.add(waiter);
		}
	}

	found.delete(id);
	return found;
}

/** How many others each connection keeps waiting, directly or not; those that block nobody are missing. Pure. */
export function harmOf(
	waits: readonly LockWait[],
): ReadonlyMap<string, number> {
	const waiters = waitersOf(waits);
	return new Map(
		[...waiters.keys()].map(id => [id, blockedBy(id, waiters).size]),
	);
}

/**
Who blocks whom, from those that wait for nobody down: what has to end first is at the top, those with the most waiters first. One that waits for several stands below the one that is nearest to the top, and once only; the others name it. A connection of a circle that has no top stands for it. Pure.
*/
export function blockingTrees(
	waits: readonly LockWait[],
): readonly BlockingNode[] {
	const waiters = waitersOf(waits);
	const harm = harmOf(waits);
	const waiting = new Set(waits.map(({waiter}) => waiter));
	const blockers = [...waiters.keys()].toSorted(
		(one, other) => (harm.get(other) ?? 0) - (harm.get(one) ?? 0),
	);
	const free = blockers.filter(id => !waiting.has(id));
	const reached = new Set(free.flatMap(id => [id, ...blockedBy(id, waiters)]));
	const roots = [...free];
	for (const id of blockers) {
		if (!reached.has(id)) {
			roots.push(id);
			for (const one of [id, ...blockedBy(id, waiters)]) {
				reached.add(one);
			}
		}
	}

	return growTrees(roots, waiters);
}

/** Those that one connection keeps waiting, and those that wait for them: each as near to it as it can stand. Pure. */
export function treesBelow(
	id: string,
	waits: readonly LockWait[],
): readonly BlockingNode[] {
	return growTrees([id], waitersOf(waits)).flatMap(({blocked}) => blocked);
}

/** Level by level, so that each stands as near to a root as it can. */
function growTrees(
	roots: readonly string[],
	waiters: Waiters,
): readonly BlockingNode[] {
	const children = new Map<string, LockWait[]>();
	const placed = new Set(roots);
	for (const id of placed) {
		const below = (waiters.get(id) ?? []).filter(({waiter}) => {
			const isNew = !placed.has(waiter);
			placed.add(waiter);
			return isNew;
		});
		children.set(id, below);
	}

	const nodeOf = (id: string, wait?: LockWait): BlockingNode => {
		const below = children.get(id) ?? [];
		const here = new Set([id, ...below.map(({waiter}) => waiter)]);
		const all = new Set((waiters.get(id) ?? []).map(({waiter}) => waiter));
		const alsoBlocks = [...all].filter(waiter => !here.has(waiter));
		return {
			id,
			...(wait && {wait}),
			blocked: below.map(wait => nodeOf(wait.waiter, wait)),
			...(alsoBlocks.length > 0 && {alsoBlocks}),
		};
	};

	return roots.map(id => nodeOf(id));
}

/** The connections with the most harmful first: those that keep the most others waiting, then those with the oldest transaction, then those that have run longest. Pure. */
export function byHarm(
	connections: readonly ListedConnection[],
	harm: ReturnType<typeof harmOf>,
): readonly ListedConnection[] {
	return connections.toSorted(
		(one, other) =>
			(harm.get(other.id) ?? 0) - (harm.get(one.id) ?? 0) ||
			(other.transaction?.age ?? -1) - (one.transaction?.age ?? -1) ||
			busySeconds(other) - busySeconds(one) ||
			Number(one.id) - Number(other.id),
	);
}

/** One that sleeps, or belongs to the server, does not run. */
function busySeconds({kind, command, seconds}: ListedConnection): number {
	return kind !== 'client' || command === 'Sleep' ? -1 : seconds;
}
