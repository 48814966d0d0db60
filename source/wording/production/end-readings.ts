import {commitWaitOf, type CommitWait} from '../../lab/history/server-phase.js';
import {isEnding} from '../../lab/workloads/facts/thread-states.js';
import {type Reading, type Sight} from './sight.js';

/** What a kill does to a COMMIT that waits [measured: FLUSH TABLES WITH READ LOCK, semi-synchronous replication and Galera; MySQL 9.7, MariaDB 10.11]. */
const commitWaits: Readonly<Record<CommitWait, string>> = {
	lock: 'COMMIT waits for FLUSH TABLES WITH READ LOCK: a KILL QUERY rolls everything back.',
	ack: 'COMMIT waits for the ACK of a replica: it is past its point of no return, and commits.',
	certification:
		'COMMIT waits for the nodes of the cluster: they decide, and no kill.',
};

/** When COMMIT runs, or a target is at its end. */
export const endReadings: readonly Reading[] = [
	{
		name: 'COMMIT waits',
		fits: sight => isCommit(sight) && waitOf(sight) !== undefined,
		words(sight) {
			const wait = waitOf(sight);
			return wait === undefined ? '' : commitWaits[wait];
		},
	},
	{
		name: 'COMMIT',
		fits: isCommit,
		words: () => 'COMMIT runs: a kill comes too late for it, as a rule.',
	},
	{
		name: 'between two statements of a procedure',
		fits: ({facts, statement, thread, state}) =>
			facts.commitsMidway !== undefined &&
			statement?.role === 'target' &&
			thread !== undefined &&
			(state === '' || isEnding(state)),
		words: () =>
			'The CALL is between two statements, or in one of its COMMITs: that clears the flag of a kill.',
	},
	{
		name: 'ending',
		fits: ({statement, thread}) =>
			statement?.role === 'target' &&
			thread !== undefined &&
			isEnding(thread.state),
		words: ({thread}) =>
			`${thread?.state ?? ''}: the statement is done with its rows, and a KILL QUERY comes too late.`,
	},
];

function isCommit({statement}: Sight): boolean {
	return statement?.role === 'commit';
}

function waitOf({thread}: Sight): CommitWait | undefined {
	return thread && commitWaitOf(thread);
}
