import {type Hidden} from './hidden.js';

/** How far a server says that a statement is, in units of its own: MySQL's of the work that it estimates, MariaDB's of 100 for each of several stages. */
export type Progress = {
	readonly done: number;
	/** More than 0. An estimate may grow. */
	readonly total: number;
	readonly stage?: number;
	readonly stages?: number;
};

/** The work connection as the server shows it. */
export type ServerView = {
	readonly thread:
		| {
				readonly type: 'alive';
				readonly command: string;
				readonly state: string;
				/** The number of the statement that it executes; absent: not asked for, or not known. */
				readonly queryId?: string;
				/** Absent: the server tells none, or nobody asked. */
				readonly progress?: Progress;
				/** The process list's seconds in this command, at the moment of the look; absent: not read. */
				readonly time?: number;
				/** The beginning of the statement's text as the process list has it, without control characters; empty: it has none (NULL). Absent: not read. */
				readonly info?: string;
		  }
		| {readonly type: 'gone'}
		| Hidden;
	readonly transaction:
		| {
				readonly type: 'open';
				readonly state: string;
				readonly rows: number;
				/** What InnoDB does in it, such as `inserting`; empty: nothing. Absent: not read. */
				readonly operation?: string;
				/** When it began, by the server's clock: `2026-11-26 23:57:35`. Absent: not read. */
				readonly started?: string;
		  }
		| {readonly type: 'none'}
		/** Not readable right now: see the observer. */
		| {readonly type: 'unreadable'}
		| Hidden;
};

/** When the server was asked, by the lab's clock in ms: what it answers may be older than the statement that is in flight once the answer is there. */
export type AskedAt = {
	readonly thread: number;
	/** Not with every look: the transaction is read less often. */
	readonly transaction: number;
};

/** Whether the transaction was read with the thread, and after it: what was read before a thread was seen gone says nothing of what it has left. Pure. */
export function isWhole({thread, transaction}: AskedAt): boolean {
	return transaction >= thread;
}

/** What others see of the run's rows, read through the connection that looks. */
export type OthersView =
	| {
			readonly type: 'counted';
			/** How many rows are there; of a sample, how many are changed. */
			readonly rows: number;
			/** How many rows the sample has; absent: all rows are counted. */
			readonly of?: number;
	  }
	| Hidden;
