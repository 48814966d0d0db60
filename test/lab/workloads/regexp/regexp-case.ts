import {regexpFacts} from '../../../../source/lab/workloads/regexp/facts.js';
import {readingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const regexpCase: WorkloadCase = {
	facts: regexpFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: readingOnce,
};
