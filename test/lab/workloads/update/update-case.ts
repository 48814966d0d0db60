import {updateFacts} from '../../../../source/lab/workloads/update/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const updateCase: WorkloadCase = {
	facts: updateFacts,
	given: {scale: 0.15},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 150_000,
	kills: [
		{
			kill: 'query@execute',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@execute',
			change: {autocommit: true},
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
