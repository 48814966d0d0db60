import {type Protocol} from './workload/upload.js';

/**
What the client does when a KILL QUERY has ended a statement with error 1317, and the transaction is still open.

- `rollback`: ROLLBACK, as the blog post's program did.
- `retry`: the same statement again, in the same transaction.
- `skip`: leaves it out and goes on with the next file.
- `commit`: commits what is there.
*/
export type OnInterrupt = (typeof onInterruptChoices)[number];

/** In the order in which the key goes through them. */
export const onInterruptChoices = [
	'rollback',
	'retry',
	'skip',
	'commit',
] as const;

/** What a run is going to do. */
export type Plan = {
	readonly files: number;
	/** Bytes of one file. */
	readonly size: number;
	readonly protocol: Protocol;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number;
	/** The schema that holds the lab's table. */
	readonly schema: string;
	readonly onInterrupt: OnInterrupt;
	/** Every INSERT is a transaction of its own. */
	readonly autocommit: boolean;
	/** Before COMMIT it waits to be resumed. */
	readonly pauseCommit: boolean;
};
