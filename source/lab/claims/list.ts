import {
	afterEachBlock,
	afterEachRow,
	afterStatement,
	endsStatement,
	everyFewRows,
	lockIsNull,
	waitsForLock,
	withoutTransactions,
	type Claim,
} from '../workloads/facts/claims.js';
import {type Flavour} from '../../server/flavour.js';

/** A claim of a manual. */
type ListedClaim = {
	readonly claim: Claim;
	/** Why there is nothing to test, or no way to; absent for a flavour: there is. */
	readonly untested?: Readonly<Partial<Record<Flavour, string>>>;
};

/** The pages that are about KILL. */
const killPage = {
	mysql: 'KILL Statement',
	mariadb: 'KILL [CONNECTION | QUERY]',
} as const;

/** A sentence of MySQL's manual. */
function mysqlSays(page: string, says: string): Claim {
	return {manual: 'MySQL', page, says};
}

/** A sentence of MariaDB's documentation. */
function mariadbSays(page: string, says: string): Claim {
	return {manual: 'MariaDB', page, says};
}

const needsDisk = "it needs a disk that is full, and the lab fills nobody's";

const listed = {
	c1: {
		claim: mysqlSays(killPage.mysql, 'KILL is the same as KILL CONNECTION.'),
	},
	c2: {
		claim: afterStatement,
	},
	c3: {
		claim: endsStatement,
	},
	c4: {
		claim: mysqlSays(
			killPage.mysql,
			'Without the privilege PROCESS you see your own threads only, with it all.',
		),
	},
	c5: {
		claim: mysqlSays(
			killPage.mysql,
			'Without CONNECTION_ADMIN or SUPER you can kill your own threads only.',
		),
	},
	c6: {
		claim: mysqlSays(
			killPage.mysql,
			'Threads of an account with SYSTEM_USER can be killed only by one that has SYSTEM_USER too.',
		),
		untested: {mariadb: 'MariaDB has no privilege SYSTEM_USER'},
	},
	c7: {
		claim: mysqlSays(
			killPage.mysql,
			'The flag is looked at only at intervals, so it might take some time until the thread dies.',
		),
	},
	c8: {
		claim: afterEachBlock,
	},
	c9: {
		claim: everyFewRows,
	},
	c10: {
		claim: mysqlSays(
			killPage.mysql,
			'KILL does not wait: the thread ends within a reasonably small amount of time.',
		),
	},
	c11: {
		claim: {
			...afterEachRow,
			says: `${afterEachRow.says} ${withoutTransactions.says}`,
		},
	},
	c12: {
		claim: lockIsNull,
	},
	c13: {
		claim: mysqlSays(
			killPage.mysql,
			'If the thread is in the table lock handler (state: Locked), its table lock is quickly aborted.',
		),
	},
	c14: {
		claim: mysqlSays(
			killPage.mysql,
			'If the thread waits for free disk space, its write is aborted with a "disk full" error.',
		),
		untested: {mysql: needsDisk, mariadb: needsDisk},
	},
	c15: {
		claim: mysqlSays(
			killPage.mysql,
			'A killed EXPLAIN ANALYZE ends, and prints the first row of its output.',
		),
		untested: {mariadb: 'MariaDB has no EXPLAIN ANALYZE'},
	},
	c16: {
		claim: mysqlSays(
			killPage.mysql,
			'Killing a REPAIR TABLE or OPTIMIZE TABLE of a MyISAM table leaves it corrupt and unusable until it is repaired.',
		),
	},
	c17: {
		claim: mysqlSays(
			'General Thread States',
			'The flag is looked at in each major loop of the thread.',
		),
	},
	c18: {
		claim: waitsForLock,
	},
	c19: {
		claim: mysqlSays(
			'InnoDB Error Handling',
			'While a transaction is rolled back, SHOW PROCESSLIST displays "Rolling back".',
		),
	},
	c20: {
		claim: mysqlSays(
			'INFORMATION_SCHEMA INNODB_TRX',
			'TRX_ROWS_MODIFIED is the number of rows that the transaction has modified and inserted.',
		),
	},
	k1: {
		claim: mariadbSays(
			killPage.mariadb,
			'KILL CONNECTION, which is the same as KILL, ends the connection; KILL QUERY ends the statement and leaves the connection.',
		),
	},
	k2: {
		claim: mariadbSays(
			killPage.mariadb,
			'If a killed connection has an active transaction, that is rolled back.',
		),
	},
	k3: {
		claim: mariadbSays(
			killPage.mariadb,
			'If only the query is killed, the transaction stays active.',
		),
	},
	k4: {
		claim: mariadbSays(
			killPage.mariadb,
			'With CONNECTION ADMIN you can kill all threads, otherwise your own only.',
		),
	},
	k5: {
		claim: mariadbSays(
			killPage.mariadb,
			'KILL SOFT does not kill what could leave a table corrupt, such as REPAIR or an index of a MyISAM or Aria table; HARD, which is the default, does.',
		),
		untested: {mysql: 'MySQL has no KILL SOFT'},
	},
	k6: {
		claim: mariadbSays(
			killPage.mariadb,
			'A thread that does not exist gives error 1094.',
		),
	},
	k7: {
		claim: mariadbSays(
			killPage.mariadb,
			'A query id that does not exist gives error 1957.',
		),
		untested: {mysql: 'MySQL has no KILL QUERY ID'},
	},
	k8: {
		claim: mariadbSays(
			killPage.mariadb,
			'KILL USER of somebody without connections is no error: ROW_COUNT() tells how many were killed.',
		),
		untested: {mysql: 'MySQL has no KILL USER'},
	},
	k9: {
		claim: mariadbSays(
			killPage.mariadb,
			'A client whose connection is killed gets error 1317.',
		),
	},
	k10: {
		claim: mariadbSays(
			'General Thread States',
			'Killed: the thread ends at its next check, which requires waiting for any locks to be released.',
		),
	},
	k11: {
		claim: mariadbSays(
			'General Thread States',
			'Rolling back: the thread is rolling back a transaction.',
		),
	},
	k12: {
		claim: mariadbSays(
			'XA Transactions',
			'A prepared XA transaction survives the end of its connection.',
		),
	},
	k13: {
		claim: mariadbSays(
			'DROP USER',
			'The sessions of a dropped account stay until they end or are killed.',
		),
	},
} as const satisfies Readonly<Record<string, ListedClaim>>;

/** The name of a claim, as `--claim` takes it. */
export type ClaimName = keyof typeof listed;

/** The claims of the manuals about kills, by their names. */
export const claims: Readonly<Record<ClaimName, ListedClaim>> = listed;

/** Their names, in their order. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The record has no other keys.
export const claimNames = Object.keys(claims) as readonly ClaimName[];
