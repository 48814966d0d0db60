import {uploadPhase} from '../../lab/workloads/facts/phases.js';
import {type Flavour} from '../../server/flavour.js';
import {type Reading, type Sight} from './sight.js';

/** What else shows of a packet that is being received. */
const nothingToSee: Readonly<Record<Flavour, string>> = {
	mysql:
		'Time counts from the statement before, and Info is NULL: nobody can see what is coming. Only performance_schema says starting.',
	mariadb:
		'Time counts from the statement before, and Info is NULL: nobody can see what is coming.',
};

/** While the server receives a statement of one large packet [measured on MySQL 9.7 and MariaDB 10.11]. */
export const uploadReadings: readonly Reading[] = [
	{
		name: 'receiving',
		fits: isReceiving,
		words: ({statement}) =>
			`Sleep: the server has not got the ${statement?.name ?? 'statement'} yet. It only looks idle; a KILL QUERY is lost.`,
		more: ({run}) => nothingToSee[run.flavour],
	},
];

function isReceiving({statement, facts, thread}: Sight): boolean {
	return (
		statement?.role === 'target' &&
		uploadPhase(facts) !== undefined &&
		thread !== undefined &&
		['Sleep', 'Long Data'].includes(thread.command)
	);
}
