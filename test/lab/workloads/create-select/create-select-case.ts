import {createSelectFacts} from '../../../../source/lab/workloads/create-select/facts.js';
import {disconnectedIn, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const createSelectCase: WorkloadCase = {
	facts: createSelectFacts,
	// 1 with the new table, 0 without it; whether it is whole, the lab's verdict says.
	counts: schema =>
		`SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${schema}' AND TABLE_NAME = 'SelectedRows'`,
	whole: 1,
	kills: [
		interruptedIn('execute'),
		retried(interruptedIn('execute')),
		{
			...disconnectedIn('execute'),
			// It may have come as the table was ready.
			orElse: [
				{
					phases: ['execute', 'end'],
					effect: 'disconnected',
					outcome: 'committed whole',
				},
			],
		},
	],
};
