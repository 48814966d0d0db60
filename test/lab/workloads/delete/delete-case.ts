import {deleteFacts} from '../../../../source/lab/workloads/delete/facts.js';
import {changingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

const whole = 40_000;

export const deleteCase: WorkloadCase = {
	facts: deleteFacts,
	counts: schema => `SELECT ${whole} - COUNT(*) FROM ${schema}.IndexedRows`,
	whole,
	kills: changingOnce,
};
