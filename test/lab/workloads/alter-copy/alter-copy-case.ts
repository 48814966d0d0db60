import {alterCopyFacts} from '../../../../source/lab/workloads/alter-copy/facts.js';
import {disconnectedIn, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

/** On a busy machine a kill that is sent while MariaDB copies may meet it as it enables the keys: the same comes of it. */
const phases = ['copy', 'keys'];

export const alterCopyCase: WorkloadCase = {
	facts: alterCopyFacts,
	// Its copying takes several looks at the progress, one each 200 ms.
	// 1 with the change, 0 without it, however many rows had been made; something else if a row is missing.
	counts: schema =>
		`SELECT (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '${schema}' AND COLUMN_NAME = 'note') * IF(COUNT(*) = 105000, 1, -1) - ABS(COUNT(*) - COALESCE(MAX(id), 0)) FROM ${schema}.CopiedRows`,
	whole: 1,
	kills: [
		// Its progress is seen.
		{...interruptedIn('copy:1%'), flavour: 'mysql'},
		{...interruptedIn('copy'), phases},
		{...retried(interruptedIn('copy')), phases},
		{...disconnectedIn('copy'), phases},
		{...interruptedIn('keys'), flavour: 'mariadb'},
		{...disconnectedIn('keys'), flavour: 'mariadb'},
	],
};
