import {readingWorkload} from '../reading/workload.js';
import {joinFacts} from './facts.js';

/** Nested loops on either flavour: without its hint MySQL would build a hash table, without its setting MariaDB would keep blocks of rows in a join buffer. */
const nested = {
	mariadb: '/*M!100102 SET STATEMENT join_cache_level = 0 FOR */',
	mysql: '/*+ NO_BNL() */',
} as const;

/** A SELECT that compares each row with all rows. */
export const join = readingWorkload(joinFacts, {
	does: 'joins its rows',
	select: table =>
		`${nested.mariadb} SELECT ${nested.mysql} COUNT(*) FROM ${table} AS a STRAIGHT_JOIN ${table} AS b WHERE a.proof < b.proof`,
});
