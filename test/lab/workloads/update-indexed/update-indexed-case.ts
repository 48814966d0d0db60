import {updateIndexedFacts} from '../../../../source/lab/workloads/update-indexed/facts.js';
import {changingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const updateIndexedCase: WorkloadCase = {
	facts: updateIndexedFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.IndexedRows FORCE INDEX (payload) WHERE payload = REPEAT('y', 200)`,
	whole: 25_000,
	kills: changingOnce,
};
