import {deleteFacts} from '../../../../source/lab/workloads/delete/facts.js';
import {type WorkloadCase} from '../workload-case.js';

const whole = 40_000;

export const deleteCase: WorkloadCase = {
	facts: deleteFacts,
	given: {scale: 0.1},
	counts: schema => `SELECT ${whole} - COUNT(*) FROM ${schema}.IndexedRows`,
	whole,
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
