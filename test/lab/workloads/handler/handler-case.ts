import {handlerFacts} from '../../../../source/lab/workloads/handler/facts.js';
import {
	disconnected,
	interrupted,
	missed,
	phases,
	whole,
} from '../procedure/procedure-case.js';
import {type WorkloadCase} from '../workload-case.js';

export const handlerCase: WorkloadCase = {
	facts: handlerFacts,
	counts: schema =>
		`SELECT IF(SUM(version <> 1) IS NOT TRUE, COUNT(*), -1) FROM ${schema}.HandledRows WHERE payload = REPEAT('y', 200)`,
	whole,
	kills: [
		{...interrupted, flavour: 'mysql'},
		{
			...interrupted,
			flavour: 'mariadb',
			// The handler got the error of an UPDATE: the CALL went on without its batch. That of any other statement leaves nothing out.
			left: counted => counted === whole - 1000,
			orElse: [
				...(missed ?? []),
				{phases, effect: 'interrupted', outcome: 'committed whole'},
			],
		},
		disconnected,
	],
};
