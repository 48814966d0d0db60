import {mayBePrepared} from '../../lab/history/may-be-prepared.js';
import {recoveredWords} from '../recovered-words.js';
import {type Reading} from './sight.js';

/** When the process list has no row: on MySQL it may be gone long before the rollback is over [measured on 9.7: 0.8 s for 150,000 rows; on MariaDB 10.11 the row stays]. */
export const goneReadings: readonly Reading[] = [
	{
		name: 'gone, rolling back',
		fits: ({shown, isUndone}) => shown.process.type === 'none' && isUndone,
		words: () =>
			'No row any more, yet the rollback goes on: the process list does not tell when it is over.',
		more: ({thread}) =>
			thread
				? 'performance_schema.threads still has the thread, and INNODB_TRX its transaction.'
				: 'Its locks fall when the row of INNODB_TRX is gone.',
	},
	{
		name: 'gone, transaction listed',
		fits: ({shown, transaction}) =>
			shown.process.type === 'none' && transaction.type === 'open',
		words: () =>
			'No row any more, but InnoDB still lists the transaction: that is over when its row is gone.',
		more: () => 'What InnoDB shows may be 0.1 s old.',
	},
	{
		name: 'gone but for performance_schema',
		fits: ({shown, thread}) =>
			shown.process.type === 'none' && thread !== undefined,
		words: () =>
			'No row any more, and no transaction that can be seen; only performance_schema has the thread.',
	},
	{
		name: 'gone, perhaps prepared',
		fits: ({run, shown, transaction}) =>
			shown.process.type === 'none' &&
			transaction.type === 'none' &&
			mayBePrepared(run),
		words: ({run}) =>
			run.recovered
				? `No row any more: ${recoveredWords(run.recovered)}.`
				: 'No row any more, and none of the transaction under this connection: if it is prepared, XA RECOVER lists it.',
	},
	{
		name: 'gone',
		fits: ({shown, transaction}) =>
			shown.process.type === 'none' && transaction.type === 'none',
		words: () =>
			'Thread and transaction are gone. Committed or undone? The lists do not tell, the data do.',
	},
	{
		name: 'gone, transaction not seen',
		fits: ({shown}) => shown.process.type === 'none',
		words: () =>
			'No row any more. That does not say that the rollback is over: INNODB_TRX can not be read.',
	},
];
