import {alterCopyFacts} from '../../../../source/lab/workloads/alter-copy/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const alterCopyCase: WorkloadCase = {
	facts: alterCopyFacts,
	given: {scale: 0.05},
	// 1 with the change, 0 without it, however many rows had been made; something else if a row is missing.
	counts: schema =>
		`SELECT (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '${schema}' AND COLUMN_NAME = 'note') * IF(COUNT(*) = 75000, 1, -1) - ABS(COUNT(*) - COALESCE(MAX(id), 0)) FROM ${schema}.CopiedRows`,
	whole: 1,
	kills: [
		{
			// Its progress is seen.
			kill: 'query@copy:1%',
			flavour: 'mysql',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@copy',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@copy',
			change: {onInterrupt: 'retry'},
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'connection@copy',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@keys',
			flavour: 'mariadb',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'connection@keys',
			flavour: 'mariadb',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
	],
};
