import {addIndexFacts} from '../../../../source/lab/workloads/add-index/facts.js';
import {disconnectedIn, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const addIndexCase: WorkloadCase = {
	facts: addIndexFacts,
	// 1 with the change, 0 without it, however many rows had been made; something else if a row is missing.
	counts: schema =>
		`SELECT (SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = '${schema}' AND INDEX_NAME = 'byProof' AND SEQ_IN_INDEX = 1) * IF(COUNT(*) = 75000, 1, -1) - ABS(COUNT(*) - COALESCE(MAX(id), 0)) FROM ${schema}.KeyedRows`,
	whole: 1,
	kills: [
		interruptedIn('build'),
		retried(interruptedIn('build')),
		disconnectedIn('build'),
	],
};
