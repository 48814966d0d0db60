import {flagIn} from '../../lab/workloads/facts/phases.js';
import {type Flavour} from '../../server/flavour.js';
import {type Reading, type Sight} from './sight.js';

/** How the process list shows that a killed thread undoes its rows. */
const undoingState: Readonly<Record<Flavour, string>> = {
	mysql:
		'MySQL has no State for that: the sign is ROLLING BACK below. performance_schema.threads does not say Killed.',
	mariadb: 'MariaDB says Rollback. The row stays until all is undone.',
};

/** After a KILL CONNECTION, while the thread is there [measured on MySQL 9.7 and MariaDB 10.11]. */
export const cutReadings: readonly Reading[] = [
	{
		name: 'cut off, a look behind',
		fits: ({run, isCut, thread}) =>
			isCut &&
			run.flavour === 'mariadb' &&
			thread !== undefined &&
			thread.command !== 'Killed',
		words: () =>
			'The server has accepted KILL CONNECTION: this row is of the look before, some ms ago.',
	},
	{
		name: 'killed, undoing',
		fits: ({isCut, isUndone}) => isCut && isUndone,
		words: () =>
			'Killed is a flag, not an end: the client is cut off, the thread still undoes its rows.',
		more: ({run}) => undoingState[run.flavour],
	},
	{
		name: 'killed in COMMIT',
		fits: ({run, isCut}) => isCut && run.statements.at(-1)?.role === 'commit',
		words: () =>
			'Killed is a flag, not an end: the client is cut off, and its COMMIT may still succeed.',
		more: () => 'The client can not know which: only a look at the data tells.',
	},
	{
		name: 'killed, writing',
		fits: sight => sight.isCut && isPastFlag(sight),
		words: () =>
			'Killed is a flag, not an end: the client is cut off, the server finishes the statement first.',
		more: ({run}) =>
			run.plan.autocommit
				? 'Under autocommit its rows are then committed.'
				: 'Then its rows are undone.',
	},
	{
		name: 'killed',
		fits: ({isCut}) => isCut,
		words: () =>
			'Killed is a flag, not an end: the client is cut off, the thread runs to its next check point.',
	},
];

/** Whether the thread is where its statement does not look at the flag. */
function isPastFlag({facts, thread}: Sight): boolean {
	return (
		thread !== undefined && flagIn(facts, facts.phaseOf(thread)) === 'ignored'
	);
}
