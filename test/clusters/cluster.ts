import {type Surrounding} from '../../source/lab/surroundings.js';
import {type Cleaner} from '../helpers/program.js';
import {type ClusterNode} from './node.js';

/** A node of a cluster, and what the lab is to say of it. */
export type Member = {
	readonly node: ClusterNode;
	/** `reads`: the lab is to refuse to write there. */
	readonly role: 'writes' | 'reads';
	readonly surroundings: readonly Surrounding[];
	/** What the refusal names: the address of the server that takes writes; absent: it is not to be seen, or nothing is refused. */
	readonly writer?: string;
};

/** Servers that belong together. */
export type Cluster = {
	readonly name: string;
	readonly members: readonly [Member, ...Member[]];
	/** Waits until every node has what was written to any of them. */
	readonly settle: () => Promise<void>;
	/** What is tried last, because the cluster is not whole after it. @returns What is not as it is to be. */
	readonly further?: (cleaner: Cleaner) => Promise<readonly string[]>;
	readonly stop: () => Promise<void>;
};

/** Ends several nodes, all of them whatever becomes of one. */
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
