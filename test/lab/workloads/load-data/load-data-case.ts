import {loadDataFacts} from '../../../../source/lab/workloads/load-data/facts.js';
import {disconnectedIn, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

const interrupted = interruptedIn('load');
const halfway = interruptedIn('load:50%');
const disconnected = disconnectedIn('load:50%');

export const loadDataCase: WorkloadCase = {
	facts: loadDataFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 40_000,
	kills: [
		interrupted,
		retried(interrupted),
		{...halfway, change: {autocommit: true}},
		disconnectedIn('load'),
		disconnected,
		{...disconnected, change: {autocommit: true}},
	],
};
