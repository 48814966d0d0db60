import {sortFacts} from '../../../../source/lab/workloads/sort/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const sortCase: WorkloadCase = {
	facts: sortFacts,
	given: {scale: 0.1},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: [
		{
			kill: 'query@execute',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@execute',
			change: {onInterrupt: 'retry'},
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@execute',
			change: {autocommit: true},
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'connection@execute',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
	],
};
