import {triggerFacts} from '../../../../source/lab/workloads/trigger/facts.js';
import {changingOnce} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const triggerCase: WorkloadCase = {
	facts: triggerFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.TriggeredRows WHERE payload = REPEAT('y', 200) AND version = 1`,
	whole: 6000,
	kills: changingOnce,
};
