import {recursiveCteFacts} from '../../../../source/lab/workloads/recursive-cte/facts.js';
import {readingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const recursiveCteCase: WorkloadCase = {
	facts: recursiveCteFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: readingOnce,
};
