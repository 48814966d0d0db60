import {sleepFacts} from '../../../../source/lab/workloads/sleep/facts.js';
import {waitingKills} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const sleepCase: WorkloadCase = {
	facts: sleepFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: waitingKills('sleep', {ok: 'mysql', failing: 'mariadb'}),
};
