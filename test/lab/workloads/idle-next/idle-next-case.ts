import {idleNextFacts} from '../../../../source/lab/workloads/idle-next/facts.js';
import {disconnectedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const idleNextCase: WorkloadCase = {
	facts: idleNextFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 2000,
	kills: [
		{kill: 'query@idle', effect: 'no-statement', outcome: 'committed whole'},
		disconnectedIn('idle'),
	],
};
