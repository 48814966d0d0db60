import {tableLockFacts} from '../../../../source/lab/workloads/table-lock/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const tableLockCase: WorkloadCase = {
	facts: tableLockFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.MyisamRows WHERE payload = REPEAT('y', 200)`,
	whole: 10_000,
	kills: [
		interruptedIn('wait'),
		disconnectedIn('wait'),
		{...disconnectedIn('wait'), change: {autocommit: true}},
	],
};
