import {type WorkloadFacts} from './contract.js';

/** A statement that begins or ends a transaction. */
export type Bound = {
	/** What it is called. */
	readonly name: string;
	/** @param word - The name of the transaction, if it has one. */
	readonly sql: (word: string) => string;
};

/** The statements that begin and end a transaction. */
export type Bounds = {
	readonly begin: Bound;
	/** What must come between its last statement and its end; absent: nothing. */
	readonly end?: Bound;
	readonly commit: Bound;
	readonly rollback: Bound;
	/** The one of these whose failure undoes everything. */
	readonly decides: 'prepare' | 'commit';
};

const usual: Bounds = {
	begin: {name: 'BEGIN', sql: () => 'START TRANSACTION'},
	commit: {name: 'COMMIT', sql: () => 'COMMIT'},
	rollback: {name: 'ROLLBACK', sql: () => 'ROLLBACK'},
	decides: 'commit',
};

/** Such a statement of an XA transaction, whose name has neither a quote nor a backslash. */
function xaStatement(verb: string): Bound {
	return {name: `XA ${verb}`, sql: word => `XA ${verb} '${word}'`};
}

/** Those of an XA transaction. */
export const xaBounds = {
	begin: xaStatement('START'),
	end: xaStatement('END'),
	/** What makes it outlive its connection. */
	prepare: xaStatement('PREPARE'),
	commit: xaStatement('COMMIT'),
	rollback: xaStatement('ROLLBACK'),
	// After a failed XA COMMIT it is still prepared [measured: 1317 behind FLUSH TABLES WITH READ LOCK, MySQL 9.7, MariaDB 10.11].
	decides: 'prepare',
} as const satisfies Bounds & {readonly prepare: Bound};

/** Those of a workload's transaction. Pure. */
export function boundsOf({
	bounds = usual,
}: Pick<WorkloadFacts, 'bounds'>): Bounds {
	return bounds;
}
