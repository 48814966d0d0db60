import {type Failure} from '../../server/failure.js';
import {type StatementOutcome} from '../events/events.js';
import {surroundingOf, type Surrounding} from '../events/surroundings.js';

/** What a statement's error means on a member of a cluster, where the error's text describes a single server. */
type ClusterError = {
	readonly cluster: 'group' | 'galera';
	readonly numbers: readonly number[];
	/** What the cluster did and what is left, as a sentence. */
	readonly meaning: string;
};

const nothingLeft = 'The transaction left nothing on any member.';

/** The errors by which a cluster refuses or aborts a transaction [Galera of MariaDB 10.11, 1213, 1105, 1180 and 1047: measured; Group Replication of MySQL 9.7, 3100: measured; the others: manual]. */
const clusterErrors: readonly ClusterError[] = [
	{
		cluster: 'galera',
		numbers: [1213],
		meaning: `The cluster aborted the transaction because of a write on another node, or because of DDL. ${nothingLeft}`,
	},
	{
		cluster: 'galera',
		numbers: [1105, 1180, 4160],
		meaning: `The cluster rejected the transaction: it is larger than wsrep_max_ws_size, or this node has lost the majority. ${nothingLeft}`,
	},
	{
		cluster: 'galera',
		numbers: [1047],
		meaning:
			'This node is not in sync with its cluster and accepts no statements.',
	},
	{
		cluster: 'group',
		numbers: [3100],
		meaning: `The group rejected the transaction: it is larger than group_replication_transaction_size_limit, or a KILL hit COMMIT before the group had it. ${nothingLeft}`,
	},
	{
		cluster: 'group',
		numbers: [1180, 1213, 3101],
		meaning: `The group aborted the transaction because of a write on another member. ${nothingLeft}`,
	},
];

/** What a cluster did, if a statement's error comes from it. */
export function clusterMeaning(
	{errno}: Failure,
	surroundings: readonly Surrounding[] | undefined,
): string | undefined {
	return clusterErrors.find(
		({cluster, numbers}) =>
			errno !== undefined &&
			numbers.includes(errno) &&
			surroundingOf(surroundings, cluster) !== undefined,
	)?.meaning;
}

/** How a statement ended that the server answered with an error. */
export function errorOutcome(
	failure: Failure,
	surroundings: readonly Surrounding[] | undefined,
): Extract<StatementOutcome, {readonly type: 'error'}> {
	const meaning = clusterMeaning(failure, surroundings);
	return {
		type: 'error',
		failure,
		...(meaning !== undefined && {meaning}),
	};
}
