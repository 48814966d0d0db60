import {twiceFacts} from '../../../../source/lab/workloads/twice/facts.js';
import {type WorkloadCase} from '../workload-case.js';

export const twiceCase: WorkloadCase = {
	facts: twiceFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE version <> 0 OR payload <> REPEAT('x', 200)`,
	whole: 0,
	kills: ['query@cut', 'connection@cut'].map(kill => ({
		kill,
		phases: ['cut off'],
		effect: 'too-late',
		outcome: 'rolled back whole',
		// On a busy machine the thread may be gone by then.
		orElse: [
			{
				phases: ['cut off', 'look', 'over'],
				effect: 'already-gone',
				outcome: 'rolled back whole',
			},
		],
	})),
};
