import {savepointFacts} from '../../../../source/lab/workloads/savepoint/facts.js';
import {type KillCase, type WorkloadCase} from '../workload-case.js';
import {disconnectedIn} from '../usual-kills.js';

/** The rows of one INSERT. */
const part = 15_000;

function goesBack(step: number): KillCase {
	return {
		kill: `query@${step}:execute`,
		effect: 'interrupted',
		outcome: 'committed whole',
		left: part,
	};
}

export const savepointCase: WorkloadCase = {
	facts: savepointFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 2 * part,
	kills: [goesBack(1), goesBack(2), disconnectedIn('2:execute')],
};
