import {addIndexFacts} from '../../../../source/lab/workloads/add-index/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const addIndexCase: WorkloadCase = {
	facts: addIndexFacts,
	given: {scale: 0.05},
	// 1 with the change, 0 without it, however many rows had been made; something else if a row is missing.
	counts: schema =>
		`SELECT (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = '${schema}' AND INDEX_NAME = 'byProof' AND SEQ_IN_INDEX = 1) * IF(COUNT(*) = 75000, 1, -1) - ABS(COUNT(*) - COALESCE(MAX(id), 0)) FROM ${schema}.KeyedRows`,
	whole: 1,
	kills: [
		{
			kill: 'query@build',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{
			kill: 'query@build',
			change: {onInterrupt: 'retry'},
			effect: 'interrupted',
			outcome: 'committed whole',
		},
		{
			kill: 'connection@build',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
	],
};
