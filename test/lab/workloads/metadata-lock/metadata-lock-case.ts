import {metadataLockFacts} from '../../../../source/lab/workloads/metadata-lock/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const metadataLockCase: WorkloadCase = {
	facts: metadataLockFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 10_000,
	kills: [
		interruptedIn('wait'),
		{...interruptedIn('wait'), change: {autocommit: true}},
		disconnectedIn('wait'),
		{...disconnectedIn('wait'), change: {autocommit: true}},
	],
};
