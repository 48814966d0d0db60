import {deleteFacts} from '../../../../source/lab/workloads/delete/facts.js';
import {changingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

const whole = 40_000;

export const deleteCase: WorkloadCase = {
	facts: deleteFacts,
	given: {scale: 0.1},
	counts: schema => `SELECT ${whole} - COUNT(*) FROM ${schema}.IndexedRows`,
	whole,
	kills: changingOnce,
};
