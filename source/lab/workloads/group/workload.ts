import {readingWorkload} from '../reading/workload.js';
import {groupFacts} from './facts.js';

/** A SELECT that groups all rows, each of them in a group of its own: the temporary table outgrows the memory [measured with EXPLAIN, `Using temporary` on MySQL 9.7 and MariaDB 10.11]. */
export const group = readingWorkload(groupFacts, {
	does: 'groups its rows',
	select: table =>
		`SELECT COUNT(*) FROM (SELECT SHA2(CONCAT(id, payload), 512) AS hash, COUNT(*) AS number FROM ${table} GROUP BY hash) AS grouped`,
});
