import {getLockFacts} from '../../../../source/lab/workloads/get-lock/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const getLockCase: WorkloadCase = {
	facts: getLockFacts,
	given: {scale: 0.15},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: [
		{
			kill: 'query@wait',
			flavour: 'mariadb',
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@wait',
			flavour: 'mysql',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@wait',
			change: {onInterrupt: 'retry'},
			flavour: 'mysql',
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@wait',
			change: {onInterrupt: 'commit'},
			flavour: 'mysql',
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@wait',
			change: {autocommit: true},
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
			outcome: 'committed whole',
		},
	],
};
