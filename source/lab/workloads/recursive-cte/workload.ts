import {readingWorkload} from '../reading/workload.js';
import {recursiveCteFacts} from './facts.js';

/** How many times a row's contents are hashed in its step: short steps would need more rows, and filling the table would take longer than the target. */
const repeated = 1000;

/** Both flavours end a recursion after 1,000 steps by default, MySQL with error 3636 (cte_max_recursion_depth), MariaDB with warning 1931 and fewer rows (max_recursive_iterations) [measured: 9.7.4, 10.11.18]. */
const deep = (steps: number) =>
	({
		mariadb: `/*M!100202 SET STATEMENT max_recursive_iterations = ${steps} FOR */`,
		mysql: `/*+ SET_VAR(cte_max_recursion_depth = ${steps}) */`,
	}) as const;

/** A SELECT that goes from each row to the next one, a step for each, and hashes it with what it has of the rows before. */
export const recursiveCte = readingWorkload(recursiveCteFacts, {
	does: 'goes through its rows',
	select(table, rows) {
		const {mariadb, mysql} = deep(rows);
		return `${mariadb} WITH RECURSIVE chain (id, hash) AS (
			SELECT id, proof FROM ${table} WHERE id = 1
			UNION ALL
			SELECT t.id, UNHEX(SHA2(REPEAT(CONCAT(chain.hash, t.payload), ${repeated}), 256))
			FROM chain STRAIGHT_JOIN ${table} AS t ON t.id = chain.id + 1
		) SELECT ${mysql} COUNT(*) FROM chain`;
	},
});
