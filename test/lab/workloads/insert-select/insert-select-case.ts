import {insertSelectFacts} from '../../../../source/lab/workloads/insert-select/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const insertSelectCase: WorkloadCase = {
	facts: insertSelectFacts,
	given: {scale: 0.1},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 40_000,
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
			kill: 'connection@execute',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
		{
			kill: 'connection@execute',
			change: {autocommit: true},
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
	],
};
