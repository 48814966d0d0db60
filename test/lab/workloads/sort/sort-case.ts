import {sortFacts} from '../../../../source/lab/workloads/sort/facts.js';
import {readingKills} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const sortCase: WorkloadCase = {
	facts: sortFacts,
	given: {scale: 0.06},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: readingKills,
};
