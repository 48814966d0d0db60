import {type Surrounding} from '../../source/lab/events/surroundings.js';
import {type Cleaner} from '../helpers/program.js';
import {type ClusterNode} from './node.js';

/** A node of a cluster, and what the lab must say about it. */
export type Member = {
	readonly node: ClusterNode;
	/** `reads`: the lab must refuse to write there. */
	readonly role: 'writes' | 'reads';
	readonly surroundings: readonly Surrounding[];
	/** The address that the refusal names: that of the server that takes writes; absent: it can't be seen, or nothing is refused. */
	readonly writer?: string;
};

/** Servers that belong together. */
export type Cluster = {
	readonly name: string;
	readonly members: readonly [Member, ...Member[]];
	/** Waits until every node has everything that was written to any of them. */
	readonly settle: () => Promise<void>;
	/** The last trial, because it breaks the cluster. @returns What is wrong. */
	readonly further?: (cleaner: Cleaner) => Promise<readonly string[]>;
	readonly stop: () => Promise<void>;
};

/** Ends several nodes: all of them, even if one fails. */
export async function stopAll(nodes: readonly ClusterNode[]): Promise<void> {
	const stopped = await Promise.allSettled(
		nodes.map(async node => node.stop()),
	);
	const failures = stopped.flatMap(outcome =>
		outcome.status === 'rejected' ? [String(outcome.reason)] : [],
	);
	if (failures.length > 0) {
		throw new Error(failures.join('\n'));
	}
}
