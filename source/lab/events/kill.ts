/** The kinds of kills, in the order of the keys, of lists and of tables. */
export const killKinds = ['query', 'connection'] as const;

/** What the two keys send: `KILL QUERY id` or `KILL CONNECTION id`. */
export type KillKind = (typeof killKinds)[number];

/** The statements that the two keys send. `?` stands for the connection's id, and in `byQueryId` for the statement's; where that is known, it is sent instead of `query`. */
export type KillRoute = Readonly<Record<KillKind, string>> & {
	readonly byQueryId?: string;
};

/**
What a kill did, derived from how the statements around it ended.

- `interrupted`: the statement ended with error 1317; with another error that its workload knows of a killed one, such as 188 of MariaDB's full-text search; or with an OK that says so: MySQL's SELECT SLEEP() returns 1, MariaDB's GET_LOCK() NULL [measured].
- `lost`: the server accepted the flag while it was still receiving the statement, and cleared it before the statement ran, or never ran the statement.
- `too-late`: the statement finished in spite of the flag.
- `no-statement`: nothing was running.
- `disconnected`: the connection is closed.
- `already-gone`: error 1094, the connection had already ended.
- `refused`: the server refused the kill.
- `unknown`: it can't be told which of these happened.
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
