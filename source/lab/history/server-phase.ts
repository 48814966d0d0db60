import {type Flavour} from '../../server/flavour.js';
import {type KillKind} from '../events/kill.js';
import {type ServerView} from '../events/events.js';

/** Where an INSERT is on the server. */
export type InsertPhase = 'upload' | 'execute' | 'write';

type Alive = Extract<ServerView['thread'], {readonly type: 'alive'}>;

/** What a thread reports while it writes the row and after that, on either flavour [measured]. */
const writeStates = new Set([
	'update',
	'end',
	'query end',
	'closing tables',
	'waiting for handler commit',
	'commit',
]);

/** What a thread reports while it cleans up after any statement, on either flavour [measured]. MariaDB frees the memory of a blob in `Starting cleanup`: 4 to 10 ms for 60 MB. */
const tidyStates = new Set([
	'end of update loop',
	'unlocking tables',
	'updating status',
	'freeing items',
	'starting cleanup',
	'reset for next command',
]);

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

/** How far an INSERT in flight is, from what its thread reports [measured]. While the server receives the packet the thread seems to sleep, and on MariaDB a killed one has no state. */
export function insertPhase({command, state}: Alive): InsertPhase {
	if (writeStates.has(state.toLowerCase()) || isTidyingUp(state)) {
		return 'write';
	}

	return ['Sleep', 'Long Data'].includes(command) || state === ''
		? 'upload'
		: 'execute';
}

/**
Where the INSERT was when a kill arrived, from the thread's state right after it.

- MariaDB shows `Killed` as long as the flag of a KILL QUERY is set. If it does not, the statement began after the kill and cleared it [measured].
- A thread that a KILL CONNECTION has interrupted while receiving may show `starting` as it ends [measured on MariaDB], so without the whole packet its state says nothing.

@param isSent - The kernel has all of the packet: a thread that sleeps then has ended the statement already.
*/
export function insertPhaseAtKill(
	thread: Alive,
	kind: KillKind,
	flavour: Flavour,
	isSent: boolean,
): InsertPhase {
	if (kind === 'connection') {
		return isSent ? insertPhase(thread) : 'upload';
	}

	if (isSent && thread.command === 'Sleep' && thread.state === '') {
		return 'write';
	}

	// The statement before this one, then.
	if (!isSent && isTidyingUp(thread.state)) {
		return 'upload';
	}

	return flavour === 'mariadb' && thread.command !== 'Killed'
		? 'upload'
		: insertPhase(thread);
}

/** Whether a thread is answering: its statement is done. MariaDB has cleared the flag of a KILL QUERY by then, as it does when a statement begins [measured on 10.11]. */
export function isAnswering({state}: Alive): boolean {
	return ['query end', 'writing to net'].includes(state.toLowerCase());
}

function isTidyingUp(state: string): boolean {
	return tidyStates.has(state.toLowerCase());
}

/** What the thread of a COMMIT is seen to wait for, if for anything. */
export function commitWaitOf(
	thread: ServerView['thread'],
): CommitWait | undefined {
	return thread.type === 'alive'
		? commitWaits[thread.state.toLowerCase()]
		: undefined;
}
