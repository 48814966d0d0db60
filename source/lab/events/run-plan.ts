import {type Protocol} from '../upload/upload.js';

/**
What the client does after a KILL QUERY has ended a statement with error 1317 and left the transaction open.

- `rollback`: ROLLBACK, as the blog post's program did.
- `retry`: the same statement again, in the same transaction.
- `skip`: leaves the file out and continues with the next one.
- `commit`: commits what is there.
*/
export type OnInterrupt = (typeof onInterruptChoices)[number];

/** In the order in which the key cycles through them. */
export const onInterruptChoices = [
	'rollback',
	'retry',
	'skip',
	'commit',
] as const;

/** What a run will do. */
export type RunPlan = {
	readonly files: number;
	/** Bytes of one file. */
	readonly size: number;
	readonly protocol: Protocol;
	/** Bytes per second; absent: as fast as the server takes them. */
	readonly rate?: number;
	/** The schema that holds the lab's table. */
	readonly schema: string;
	readonly onInterrupt: OnInterrupt;
	/** Every INSERT is its own transaction. */
	readonly autocommit: boolean;
	/** Before COMMIT it waits to be resumed. */
	readonly pauseCommit: boolean;
};
