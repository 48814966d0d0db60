/** What the two keys send: `KILL QUERY id` or `KILL CONNECTION id`. */
export type KillKind = 'query' | 'connection';

/** The statements that the two keys send. `?` stands for the connection's id, and in `byQueryId` for the statement's; where that is known, it is sent instead of `query`. */
export type KillRoute = Readonly<Record<KillKind, string>> & {
	readonly byQueryId?: string;
};

/**
What a kill did, told from how the statements ended around it.

- `interrupted`: the statement ended with error 1317.
- `lost`: the server had accepted the flag while it was still reading the statement, and cleared it before it ran.
- `too-late`: the statement finished in spite of the flag.
- `no-statement`: nothing was running.
- `disconnected`: the connection is closed.
- `already-gone`: error 1094, the connection had ended before.
- `refused`: the server refused the kill.
- `unknown`: none of these can be told from what was seen.
*/
export type Effect =
	| 'interrupted'
	| 'lost'
	| 'too-late'
	| 'no-statement'
	| 'disconnected'
	| 'already-gone'
	| 'refused'
	| 'unknown';
