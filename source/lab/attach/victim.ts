/*
Somebody's connection that is to be killed, as looks at the server find it. Nothing here reads a server.
*/
import {type ListedConnection, type OpenTransaction} from './listing.js';

/** A thread that the server lists. */
export type ListedThread = {
	readonly type: 'listed';
	readonly connection: ListedConnection;
	/** MySQL's THREAD_ID, which is never given twice; absent: the server has none. */
	readonly threadId?: string;
	/** What no other statement of the connection has: MySQL's EVENT_ID, MariaDB's QUERY_ID. */
	readonly statementNumber?: string;
	/** For a first look: MySQL's number of the open transaction; absent: it keeps no record. */
	readonly transactionNumber?: string;
	/** Its transaction was begun by a statement of its own, so that no other statement commits it by itself: MySQL tells that. */
	readonly isBegun?: true;
	/** It has prepared an XA transaction, which InnoDB then lists as nobody's [measured: MySQL 9.7]. */
	readonly hasPrepared?: true;
};

/** What one look found of a victim. */
export type VictimLook = {
	/** In ms on the program's clock. */
	readonly at: number;
	readonly thread: ListedThread | {readonly type: 'gone'};
	/** The one that it had at first; before that, the one that it has. */
	readonly transaction?: OpenTransaction;
	/** The account may not see transactions: what would show them. */
	readonly hiddenUntil?: string;
	/** How the statement that it ran at first has ended, by the server's record: 0 is no error. Absent: it runs, or the server keeps no record. */
	readonly endedWith?: number;
	/** How its first transaction has ended, by the server's record. */
	readonly transactionEnd?: 'committed' | 'rolled back';
};

/** A look that found the thread. */
export type FirstLook = VictimLook & {readonly thread: ListedThread};

/** Whether the thread of a look is listed. Pure. */
export function isListed(look: VictimLook): look is FirstLook {
	return look.thread.type === 'listed';
}

/** Whether a later look found the same client's connection: ids are given again after a restart. Pure. */
export function isSameVictim(first: FirstLook, look: FirstLook): boolean {
	const {connection: one, threadId: oneThread} = first.thread;
	const {connection: other, threadId: otherThread} = look.thread;
	return (
		one.id === other.id &&
		one.user === other.user &&
		one.host === other.host &&
		oneThread === otherThread
	);
}

/** Commands of a thread that runs nothing if no statement is shown. A KILL QUERY that came after the statement leaves MariaDB's thread as `Killed` until the next one [measured]. */
const idle = new Set(['Sleep', 'Killed']);

/** Whether a connection runs a statement. Pure. */
export function isRunning({thread: {connection}}: FirstLook): boolean {
	return connection.statement?.isRunning ?? !idle.has(connection.command);
}

/** Whether its transaction was open before the statement that it runs, so that the end of the statement does not commit it: MySQL tells, and otherwise the ages do. A session that has set its own time to one that is still to come would look like that too. Pure. */
export function isWithinTransaction({thread, transaction}: FirstLook): boolean {
	return (
		thread.isBegun === true ||
		// Both are whole seconds.
		(transaction !== undefined &&
			transaction.age > thread.connection.seconds + 1)
	);
}
