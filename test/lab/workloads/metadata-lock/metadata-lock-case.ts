import {metadataLockFacts} from '../../../../source/lab/workloads/metadata-lock/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const metadataLockCase: WorkloadCase = {
	facts: metadataLockFacts,
	given: {scale: 0.15},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 10_000,
	kills: [
		{
			kill: 'query@wait',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@wait',
			change: {autocommit: true},
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@wait',
			change: {onInterrupt: 'retry'},
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'connection@wait',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
		{
			kill: 'connection@wait',
			change: {autocommit: true},
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
	],
};
