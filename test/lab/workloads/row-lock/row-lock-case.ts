import {rowLockFacts} from '../../../../source/lab/workloads/row-lock/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const rowLockCase: WorkloadCase = {
	facts: rowLockFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 10_000,
	kills: [
		interruptedIn('execute'),
		{...interruptedIn('execute:40%'), change: {autocommit: true}},
		disconnectedIn('execute:40%'),
		{...disconnectedIn('execute'), change: {autocommit: true}},
	],
};
