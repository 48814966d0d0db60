import {groupFacts} from '../../../../source/lab/workloads/group/facts.js';
import {readingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const groupCase: WorkloadCase = {
	facts: groupFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: readingOnce,
};
