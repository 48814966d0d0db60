import {fulltextFacts} from '../../../../source/lab/workloads/fulltext/facts.js';
import {changingOnce, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const fulltextCase: WorkloadCase = {
	facts: fulltextFacts,
	counts: schema =>
		`SELECT COUNT(*) FROM ${schema}.SearchedRows WHERE payload = REPEAT('y', 200)`,
	whole: 1,
	kills: [
		...changingOnce,
		// Its client must know the error that MariaDB ends it with.
		{...retried(interruptedIn('execute')), flavour: 'mariadb'},
	],
};
