/*
What a server's connections are doing and to whom, as one look found it. Nothing here reads a server.
*/
import {type Failure} from '../../server/failure.js';

/** What a connection is for. Only a client's is somebody's to kill. */
export type ConnectionKind = 'client' | 'replication' | 'event' | 'system';

/** The transaction of a connection, as INNODB_TRX lists it. */
export type ListedTransaction = {
	/** In seconds, on the server's clock. */
	readonly age: number;
	/** What it has changed and not committed; falling: it is being rolled back. */
	readonly rows: number;
	readonly state: string;
};

/** A transaction of InnoDB, and whose it is. */
export type OpenTransaction = ListedTransaction & {
	readonly transactionId: string;
	/** Absent: no connection's, as that of a prepared XA transaction. */
	readonly connectionId?: string;
	/** What it has locked, by InnoDB's count: of rows that is about right [manual]. */
	readonly locked?: {readonly tables: number; readonly rows: number};
};

/** One connection of the server. */
export type ListedConnection = {
	readonly id: string;
	readonly kind: ConnectionKind;
	readonly user: string;
	readonly host: string;
	readonly schema?: string;
	readonly command: string;
	/** How long it has been doing that, in seconds. */
	readonly seconds: number;
	/** As the server names it; empty: it names none. */
	readonly state: string;
	/** What it runs, or, while it sleeps, what it ran last; absent: the server does not tell. */
	readonly statement?: {
		readonly text: string;
		readonly isRunning: boolean;
		/** MySQL's DIGEST of it; absent: the server tells none. */
		readonly digest?: string;
	};
	/** Absent: InnoDB lists none. */
	readonly transaction?: ListedTransaction;
	/** It is this program's. */
	readonly isOwn?: true;
};

/** What a connection waits for. */
export type WaitedLock = 'row' | 'metadata' | 'user' | 'global';

/** One connection waits for a lock that another one holds, or will get before it. */
export type LockWait = {
	readonly waiter: string;
	/** Absent: no connection has it, such as a prepared XA transaction. */
	readonly blocker?: string;
	readonly lock: WaitedLock;
	/** What is locked, as the server names it; absent: it does not tell without a price. */
	readonly object?: string;
};

/** Something that the look could not see. */
export type Gap = {
	readonly what:
		| 'connections'
		| 'statements'
		| 'transactions'
		| 'row locks'
		| 'metadata locks';
	/** Why not; absent: the server has no such list. */
	readonly failure?: Failure;
	/** What would show more; absent: nothing that is known. */
	readonly remedy?: string;
};

/** What one look at a server's connections found. */
export type Listing = {
	readonly connections: readonly ListedConnection[];
	readonly waits: readonly LockWait[];
	readonly gaps: readonly Gap[];
	/** What the look took, in ms. */
	readonly took: number;
};
