import {type Flavour} from '../../server/flavour.js';
import {type TablePlace} from '../own-table/table-design.js';

/** What the server counts in an hour for an account with such a limit, in the order of CREATE USER. */
export type Hourly = {
	readonly queries: number;
	readonly updates: number;
	readonly connections: number;
};

/** What one transaction of a run is. */
export type TransactionDemands = {
	/** Its statements that write, each of one row. */
	readonly statements: number;
	/** Bytes of its rows: what Group Replication and Galera count. */
	readonly bytes: number;
	/** What one of its rows is, as in "each file is a row". */
	readonly row: string;
	/** How to need less, as an imperative. */
	readonly smaller: string;
	/** How to have at most this many rows. */
	readonly fewer: (rows: number) => string;
};

/** What one statement that writes is. */
export type StatementDemands = {
	/** Bytes of its packet, and why it is one. */
	readonly packet: number;
	readonly packetWhy: string;
	/** How it fits into the largest packet that any server takes. */
	readonly fitting: string;
	/** How to need less, as an imperative. */
	readonly smaller: string;
	/** Bytes of memory that MySQL counts for it and its connection. */
	readonly memory: number;
	/** Bytes of its largest value. */
	readonly value: number;
	/** Bytes that it adds to the binary log as text, and as its row. */
	readonly logged: Readonly<Record<Flavour, number>> & {readonly row: number};
	/** Absent: it is not prepared. */
	readonly prepared?: Need;
};

/** Something that a server must be able to do. */
export type Need = {
	readonly why: string;
	/** How to do without. */
	readonly instead: string;
};

/** What a run needs of a server, known before it begins. The words are the workload's: the checks put them into sentences. */
export type Demands = {
	/** Its table. */
	readonly place: TablePlace;
	/** Privileges on that schema, and for what. */
	readonly privileges: readonly string[];
	readonly privilegesWhy: string;
	/** Connections that are open at the same time. */
	readonly connections: number;
	readonly hourly: Hourly;
	/** Statements that write, in all transactions. */
	readonly statements: number;
	readonly statement: StatementDemands;
	readonly transaction: TransactionDemands;
	/** Absent: it runs no LOAD DATA LOCAL, so that the server need not allow it, and no connection offers it. */
	readonly localInfile?: Need;
	/** Absent: it runs no BACKUP STAGE, which MariaDB alone has. */
	readonly backupStages?: Need;
	/** An INSERT of it must be able to wait for the AUTO-INC lock, and why; absent: none waits. */
	readonly autoIncrementLock?: Need;
	/** Why it is for a throwaway server only, as its facts have it; absent: it is for any. */
	readonly throwawayOnly?: string;
	/** Bytes of data. */
	readonly data: number;
};

/** The largest value that `max_allowed_packet` can have, in bytes [manual]. */
export const largestPacket = 1024 ** 3;
