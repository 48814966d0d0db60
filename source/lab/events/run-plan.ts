/**
What the client does after a KILL QUERY has ended a statement with error 1317 and left the transaction open.

- `rollback`: ROLLBACK, as the blog post's program did.
- `retry`: the same statement again, in the same transaction.
- `skip`: leaves the step out and continues with the next one.
- `commit`: commits what is there.
*/
export type InterruptAnswer = (typeof interruptAnswers)[number];

/** In the order of the keys that give them. */
export const interruptAnswers = [
	'rollback',
	'retry',
	'skip',
	'commit',
] as const;

/** What follows an interruption: always the same, or, with `ask`, what a person says each time. */
export type OnInterrupt = (typeof onInterruptChoices)[number];

/** In the order in which the key cycles through them. */
export const onInterruptChoices = ['ask', ...interruptAnswers] as const;

/** Which workload runs, and its own options: their names and values are the workload's. */
export type WorkloadPlan = {
	readonly name: string;
	readonly options: Readonly<Record<string, string | number>>;
};

/** What a run will do. */
export type RunPlan = {
	readonly workload: WorkloadPlan;
	/** How many steps it has: each runs the target once. */
	readonly steps: number;
	/** Bytes per second of what the client sends; absent: as fast as the server takes them. */
	readonly rate?: number;
	/** The schema that holds the lab's table. */
	readonly schema: string;
	readonly onInterrupt: OnInterrupt;
	/** Every step is its own transaction. */
	readonly autocommit: boolean;
	/** Before COMMIT it waits to be resumed. */
	readonly pauseCommit: boolean;
};
