import {autoIncrementFacts} from '../../../../source/lab/workloads/auto-increment/facts.js';
import {changingOnce, interruptedIn, retried} from '../usual-kills.js';
import {type WorkloadCase} from '../workload-case.js';

export const autoIncrementCase: WorkloadCase = {
	facts: autoIncrementFacts,
	counts: schema => `SELECT COUNT(*) FROM ${schema}.CountedRows WHERE id > 1`,
	whole: 1,
	kills: [
		...changingOnce,
		// Its client must know the error that MariaDB ends it with.
		{...retried(interruptedIn('execute')), flavour: 'mariadb'},
	],
};
