import {type Flavour} from '../../server/flavour.js';
import {type Reading} from './sight.js';

/** Where the holder of a metadata lock shows. */
const lockHolder: Readonly<Record<Flavour, string>> = {
	mysql:
		'A kill ends this wait at once. Neither list names the holder; performance_schema.metadata_locks does.',
	mariadb: 'A kill ends this wait at once. Neither list names the holder.',
};

/** While a target waits [measured on MySQL 9.7 and MariaDB 10.11]. */
export const waitReadings: readonly Reading[] = [
	{
		name: 'row lock',
		fits: ({thread, statement, transaction}) =>
			statement !== undefined &&
			thread !== undefined &&
			thread.command !== 'Sleep' &&
			transaction.type === 'open' &&
			transaction.state === 'LOCK WAIT',
		words: ({thread}) =>
			`${thread?.state ?? 'It'} looks like work, but it waits for a row that another transaction has locked.`,
		more: () =>
			'The process list can not tell the two apart: only trx_state says LOCK WAIT.',
	},
	{
		name: 'metadata lock',
		fits: ({state}) => state.startsWith('waiting for table metadata lock'),
		words: () =>
			"It waits for another connection's lock on the whole table, and has not touched a row.",
		more: ({run}) => lockHolder[run.flavour],
	},
	{
		name: 'named lock',
		fits: ({state}) => state === 'user lock',
		words: () =>
			'User lock: GET_LOCK() waits for the connection that holds the name. A kill ends this at once.',
		more: () => 'InnoDB knows nothing of this wait, and says RUNNING.',
	},
	{
		name: 'sleep',
		fits: ({state}) => state === 'user sleep',
		words: () =>
			'User sleep: SLEEP() waits and does nothing. It is a Query all the same, and no Sleep.',
		more: () => 'The transaction stays open meanwhile, with its locks.',
	},
];
