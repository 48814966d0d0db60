import {rollbackFacts} from '../../../../source/lab/workloads/rollback/facts.js';
import {disconnectedIn} from '../usual-kills.js';
import {insertSelectCase} from '../insert-select/insert-select-case.js';
import {type WorkloadCase} from '../workload-case.js';

export const rollbackCase: WorkloadCase = {
	...insertSelectCase,
	facts: rollbackFacts,
	whole: 0,
	kills: [
		{
			kill: 'query@rollback',
			effect: 'too-late',
			outcome: 'rolled back whole',
		},
		disconnectedIn('rollback'),
	],
};
