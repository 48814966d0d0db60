import {readingWorkload} from '../reading/workload.js';
import {sortFacts} from './facts.js';

/** A SELECT that sorts all rows. Its LIMIT is at the end, so that the server can't sort a part only [measured with EXPLAIN and Sort_rows: filesort of all rows on MySQL 9.7 and MariaDB 10.11]. */
export const sort = readingWorkload(sortFacts, {
	does: 'sorts it',
	select: (table, rows) =>
		`SELECT id, payload FROM ${table} ORDER BY SHA2(CONCAT(id, payload), 512) LIMIT 1 OFFSET ${rows - 1}`,
});
