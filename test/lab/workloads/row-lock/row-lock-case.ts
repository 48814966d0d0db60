import {rowLockFacts} from '../../../../source/lab/workloads/row-lock/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const rowLockCase: WorkloadCase = {
	facts: rowLockFacts,
	given: {scale: 0.15},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 10_000,
	kills: [
		{
			kill: 'query@execute',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@execute:40%',
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
			kill: 'connection@execute:40%',
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
