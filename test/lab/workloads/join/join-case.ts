import {joinFacts} from '../../../../source/lab/workloads/join/facts.js';
import {readingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const joinCase: WorkloadCase = {
	facts: joinFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: readingOnce,
};
