import {type Flavour} from '../../server/flavour.js';
import {type Reading} from './sight.js';

/** Where the progress of a ROLLBACK shows. */
const rollbackState: Readonly<Record<Flavour, string>> = {
	mysql:
		'MySQL has no State for it and says starting: only INNODB_TRX shows how far it is.',
	mariadb: 'Only INNODB_TRX shows how far it is.',
};

/** While rows are undone and the connection lives [measured on MySQL 9.7 and MariaDB 10.11]. */
export const undoReadings: readonly Reading[] = [
	{
		name: "the client's ROLLBACK",
		fits: ({phase}) => phase === 'rollback',
		words: () =>
			"The client's ROLLBACK: it runs to its end, and a KILL QUERY is ignored.",
		more: ({run}) => rollbackState[run.flavour],
	},
	{
		name: 'a killed statement, undoing',
		fits: ({isUndone, statement}) => isUndone && statement !== undefined,
		words: ({thread}) =>
			`${thread?.state === '' || !thread ? 'It' : thread.state}: a killed statement undoes its own rows before it answers with error 1317.`,
		more: () =>
			'The client still waits. After that the transaction is still open, with what came before.',
	},
];
