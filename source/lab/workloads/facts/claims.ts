/** A sentence of a manual about kills. */
export type Claim = {
	readonly manual: 'MySQL' | 'MariaDB';
	/** The page that has it. */
	readonly page: string;
	/** What it says, in short. */
	readonly says: string;
};

/** A claim put to the test by a workload. */
export type TestedClaim = {
	readonly claim: Claim;
	readonly holds: 'yes' | 'no' | 'in part';
	/** What was measured, as a sentence. */
	readonly found: string;
};

/** A sentence of MySQL's page on KILL. */
function onKill(says: string): Claim {
	return {manual: 'MySQL', page: 'KILL Statement', says};
}

/** KILL CONNECTION waits for the statement. */
export const afterStatement = onKill(
	'KILL CONNECTION ends the connection, after it has ended the statement that runs there.',
);

/** KILL QUERY ends whatever runs. */
export const endsStatement = onKill(
	'KILL QUERY ends the statement that runs, and leaves the connection as it is.',
);

/** UPDATE and DELETE look at the flag after each row. */
export const afterEachRow = onKill(
	'UPDATE and DELETE look at the flag after each block of rows that they read, and after each row that they change.',
);

/** Without transactions a part stays. */
export const withoutTransactions = onKill(
	'If you do not use transactions, the changes of a killed UPDATE or DELETE are not rolled back.',
);

/** ORDER BY and GROUP BY look at the flag after each block. */
export const afterEachBlock = onKill(
	'SELECT, ORDER BY and GROUP BY look at the flag after each block of rows that they read.',
);

/** ALTER TABLE looks at the flag every few rows. */
export const everyFewRows = onKill(
	'An ALTER TABLE that copies looks at the flag every few rows; a killed one deletes its temporary table.',
);

/** GET_LOCK() returns NULL. */
export const lockIsNull = onKill('GET_LOCK() ends and returns NULL.');

/** SLEEP() returns 1. */
export const sleepIsOne: Claim = {
	manual: 'MySQL',
	page: 'Miscellaneous Functions',
	says: 'If SLEEP() is all that a query does, a killed one returns 1, without an error.',
};

/** A handler for SQLEXCEPTION takes every error. */
export const handlersTakeErrors: Claim = {
	manual: 'MySQL',
	page: 'DECLARE ... HANDLER Statement',
	says: 'In a stored program, a handler for SQLEXCEPTION takes every error: each SQLSTATE that does not begin with 00, 01 or 02.',
};

/** The state `Locked`, which ended with MySQL 5.5. */
export const tableLockAborted = onKill(
	'A thread in the state Locked waits for a table lock: its kill aborts that at once.',
);

/** The state `Killed`, behind somebody's lock. */
export const waitsForLock: Claim = {
	manual: 'MySQL',
	page: 'General Thread States',
	says: 'If a thread waits for a lock of another one, its kill takes effect as soon as that one releases the lock.',
};
