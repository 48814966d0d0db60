import {type Flavour} from '../../server/flavour.js';
import {type KillKind} from '../events/kill.js';
import {type ServerView} from '../events/events.js';
import {type Alive, type WorkloadFacts} from '../workloads/facts/contract.js';
import {
	lastPhase,
	readingPhase,
	seeingPhase,
} from '../workloads/facts/phases.js';
import {isTidyingUp, isUndoing} from '../workloads/facts/thread-states.js';

/**
What a COMMIT can be seen to wait for.

- `lock`: FLUSH TABLES WITH READ LOCK holds it, before the point of no return.
- `ack`: the ACK of a replica, in semi-synchronous replication.
- `certification`: the nodes of a Galera cluster.
*/
export type CommitWait = 'lock' | 'ack' | 'certification';

/** What the thread reports then [measured; the replica is called a slave before MySQL 8.0.26, and on MariaDB]. */
const commitWaits: Readonly<Record<string, CommitWait>> = {
	'waiting for commit lock': 'lock',
	'waiting for backup lock': 'lock',
	'waiting for semi-sync ack from replica': 'ack',
	'waiting for semi-sync ack from slave': 'ack',
	'waiting for certification': 'certification',
};

/**
The phase of the target when a kill arrived, from the thread's state right after it.

- MariaDB shows `Killed` as long as the flag of a KILL QUERY is set. If it does not, the statement began after the kill and cleared it [measured].
- A thread that undoes a statement has seen the flag.
- A thread that a KILL CONNECTION has interrupted while receiving may show `starting` as it ends [measured on MariaDB], so without the whole packet its state says nothing.
*/
export function phaseAtKill(
	facts: WorkloadFacts,
	thread: Alive,
	{
		kind,
		flavour,
		isSent,
	}: {
		readonly kind: KillKind;
		readonly flavour: Flavour;
		/** The kernel has all of the packet: a thread that sleeps then has ended the statement already. */
		readonly isSent: boolean;
	},
): string {
	if (kind === 'connection') {
		return isSent ? facts.phaseOf(thread) : readingPhase(facts);
	}

	if (isSent && thread.command === 'Sleep' && thread.state === '') {
		return lastPhase(facts);
	}

	if (isUndoing(thread.state)) {
		return seeingPhase(facts);
	}

	// The statement before this one, then.
	if (!isSent && isTidyingUp(thread.state)) {
		return readingPhase(facts);
	}

	return flavour === 'mariadb' && thread.command !== 'Killed'
		? readingPhase(facts)
		: facts.phaseOf(thread);
}

/** Whether a thread is answering: its statement is done. MariaDB has cleared the flag of a KILL QUERY by then, as it does when a statement begins [measured on 10.11]. */
export function isAnswering({state}: Alive): boolean {
	return ['query end', 'writing to net'].includes(state.toLowerCase());
}

/** What the thread of a COMMIT is seen to wait for, if for anything. */
export function commitWaitOf(
	thread: ServerView['thread'],
): CommitWait | undefined {
	return thread.type === 'alive'
		? commitWaits[thread.state.toLowerCase()]
		: undefined;
}
