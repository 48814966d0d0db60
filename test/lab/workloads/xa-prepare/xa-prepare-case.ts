import {xaPrepareFacts} from '../../../../source/lab/workloads/xa-prepare/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const xaPrepareCase: WorkloadCase = {
	facts: xaPrepareFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1000,
	kills: [
		{...disconnectedIn('prepared'), outcome: 'committed whole'},
		interruptedIn('execute'),
	],
};
