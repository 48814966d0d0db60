import {optimizeFacts} from '../../../../source/lab/workloads/optimize/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

const rows = 30_000;

export const optimizeCase: WorkloadCase = {
	facts: optimizeFacts,
	// It changes no row, whatever becomes of it.
	counts: schema => `SELECT COUNT(*) FROM ${schema}.NumberedRows`,
	whole: rows,
	kills: [
		{...interruptedIn('build'), left: rows},
		// MariaDB is there for a few milliseconds.
		{...interruptedIn('replace'), flavour: 'mysql', outcome: 'committed whole'},
		{...disconnectedIn('build'), left: rows},
	],
};
