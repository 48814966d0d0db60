import {getLockFacts} from '../../../../source/lab/workloads/get-lock/facts.js';
import {waitingKills} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const getLockCase: WorkloadCase = {
	facts: getLockFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.NumberedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: waitingKills('wait', {ok: 'mariadb', failing: 'mysql'}),
};
