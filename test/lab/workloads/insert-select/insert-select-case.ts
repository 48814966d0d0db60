import {insertSelectFacts} from '../../../../source/lab/workloads/insert-select/facts.js';
import {changingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const insertSelectCase: WorkloadCase = {
	facts: insertSelectFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 40_000,
	kills: changingOnce,
};
