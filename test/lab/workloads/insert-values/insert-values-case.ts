import {insertValuesFacts} from '../../../../source/lab/workloads/insert-values/facts.js';
import {type WorkloadCase} from '../workload-case.js';

const whole = 36_000;

export const insertValuesCase: WorkloadCase = {
	facts: insertValuesFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole,
	kills: [
		{kill: 'query@upload:50%', effect: 'lost', outcome: 'committed whole'},
		{
			kill: 'query@execute',
			effect: 'interrupted',
			outcome: 'rolled back whole',
		},
		{kill: 'query@write', effect: 'too-late', outcome: 'committed whole'},
		{
			kill: 'connection@write',
			effect: 'disconnected',
			outcome: 'rolled back whole',
		},
	],
};
