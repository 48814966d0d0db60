import {commitFacts} from '../../../../source/lab/workloads/commit/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const commitCase: WorkloadCase = {
	facts: commitFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.SearchedRows WHERE payload = REPEAT('y', 200)`,
	whole: 20_000,
	kills: [
		{kill: 'query@commit', effect: 'too-late', outcome: 'committed whole'},
		{
			kill: 'connection@commit',
			effect: 'disconnected',
			outcome: 'committed whole',
			// COMMIT may not have begun.
			orElse: [{effect: 'disconnected', outcome: 'rolled back whole'}],
		},
	],
};
