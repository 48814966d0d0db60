import {type WorkloadFacts} from '../../../../source/lab/workloads/facts/contract.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

/** How a workload is tried whose COMMIT waits for a lock. */
export function blockedCommitCase(facts: WorkloadFacts): WorkloadCase {
	return {
		facts,
		counts: schema =>
			`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
		whole: 1000,
		kills: [interruptedIn('wait'), disconnectedIn('wait')].map(kill => ({
			...kill,
			phases: ['commit'],
		})),
	};
}
