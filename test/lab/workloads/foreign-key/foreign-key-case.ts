import {foreignKeyFacts} from '../../../../source/lab/workloads/foreign-key/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const foreignKeyCase: WorkloadCase = {
	facts: foreignKeyFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.children WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: [
		interruptedIn('execute'),
		{...interruptedIn('execute'), change: {autocommit: true}},
		disconnectedIn('execute'),
		{...disconnectedIn('execute'), change: {autocommit: true}},
	],
};
