import {optimizeFacts} from '../../../../source/lab/workloads/optimize/facts.js';
import {disconnectedIn, interruptedIn} from '../usual-kills.js';
import {type KillCase, type WorkloadCase} from '../workload-case.js';

const rows = 30_000;

/** Where a kill that was aimed at the first of them may be found to have come. */
const phases = ['build', 'replace'];

/** A kill that the server has while it puts the new table in place of the old one stops nothing any more; the states do not always tell that from building. */
function orReplaced(kill: KillCase): KillCase {
	return {
		...kill,
		phases,
		left: rows,
		orElse: [
			{
				phases,
				effect: kill.effect,
				outcome: 'committed whole',
			},
		],
	};
}

export const optimizeCase: WorkloadCase = {
	facts: optimizeFacts,
	// It changes no row, whatever becomes of it.
	counts: schema => `SELECT COUNT(*) FROM ${schema}.NumberedRows`,
	whole: rows,
	kills: [
		orReplaced(interruptedIn('build')),
		orReplaced(disconnectedIn('build')),
	],
};
