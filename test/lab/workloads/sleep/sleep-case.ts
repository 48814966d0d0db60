import {sleepFacts} from '../../../../source/lab/workloads/sleep/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const sleepCase: WorkloadCase = {
	facts: sleepFacts,
	given: {scale: 0.15},
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: [
		{
			kill: 'query@sleep',
			flavour: 'mysql',
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@sleep',
			flavour: 'mariadb',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@sleep',
			change: {onInterrupt: 'retry'},
			flavour: 'mariadb',
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@sleep',
			change: {onInterrupt: 'commit'},
			flavour: 'mariadb',
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'query@sleep',
			change: {autocommit: true},
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'connection@sleep',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
		{
			kill: 'connection@sleep',
			change: {autocommit: true},
			effect: 'disconnected',
			outcome: 'committed whole',
		},
	],
};
