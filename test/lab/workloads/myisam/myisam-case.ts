import {myisamFacts} from '../../../../source/lab/workloads/myisam/facts.js';
import {type WorkloadCase} from '../workload-case.js';

const whole = 30_000;
const isPart = (counted: number) => counted > 0 && counted < whole;

export const myisamCase: WorkloadCase = {
	facts: myisamFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.MyisamRows WHERE payload = REPEAT('y', 200)`,
	whole,
	kills: [
		{
			kill: 'query@execute',
			effect: 'interrupted',
			outcome: 'PARTIAL',
			left: isPart,
		},
		{
			kill: 'query@execute',
			change: {onInterrupt: 'commit'},
			effect: 'interrupted',
			outcome: 'PARTIAL',
			left: isPart,
		},
		{
			kill: 'query@execute',
			change: {onInterrupt: 'retry'},
			effect: 'interrupted',
			outcome: 'PARTIAL',
		},
		{
			kill: 'connection@execute',
			change: {autocommit: true},
			effect: 'disconnected',
			outcome: 'PARTIAL',
			left: isPart,
		},
	],
};
