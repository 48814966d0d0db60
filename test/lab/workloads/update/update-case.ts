import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';
import {changingKills} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const updateCase: WorkloadCase = {
	facts: updateFacts,
	given: {scale: 0.05},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 50_000,
	kills: changingKills,
};
