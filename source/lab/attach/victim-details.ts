/** Something besides data that a KILL CONNECTION ends. */
export type SessionThing =
	| 'temporary table'
	| 'user lock'
	| 'table lock'
	| 'user variable'
	| 'prepared statement';

/** What one look found of a victim's session. */
export type VictimDetails = {
	/** What its client says of itself, such as its program's name; empty: nothing, or the server does not tell. */
	readonly attributes: ReadonlyArray<readonly [name: string, value: string]>;
	/** The statement before the one that it runs or ran last; absent: none, or the server does not tell. */
	readonly before?: string;
	/** The tables that its transaction, or a statement of it, holds metadata locks on; empty: none, or the server does not tell. */
	readonly tables: readonly string[];
	/** How many of each it has. A temporary table counts as one, however many there are: MySQL tells that there are some. */
	readonly session: ReadonlyMap<SessionThing, number>;
	/** What it may have, and this server or this account does not show. */
	readonly untold: readonly SessionThing[];
};
