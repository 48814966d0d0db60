import {truncateFacts} from '../../../../source/lab/workloads/truncate/facts.js';
import {disconnectedIn, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const truncateCase: WorkloadCase = {
	facts: truncateFacts,
	counts: schema => `SELECT 10000 - COUNT(*) FROM ${schema}.NumberedRows`,
	whole: 10_000,
	kills: [
		interruptedIn('wait'),
		retried(interruptedIn('wait')),
		disconnectedIn('wait'),
	],
};
