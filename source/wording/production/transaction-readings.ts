import {pendingRows} from '../../lab/history/state.js';
import {count} from '../words.js';
import {type Flavour} from '../../server/flavour.js';
import {type Reading, type Sight} from './sight.js';

/** How the rollback of one statement is called. */
const statementUndo: Readonly<Record<Flavour, string>> = {
	mysql: 'MySQL calls it a rollback of SQL statement.',
	mariadb: 'MariaDB calls it a rollback, as it does that of all.',
};

/** What INNODB_TRX shows [measured on MySQL 9.7 and MariaDB 10.11]. */
export const transactionReadings: readonly Reading[] = [
	{
		name: 'hidden',
		fits: ({transaction}) => transaction.type === 'hidden',
		words: ({transaction}) =>
			transaction.type === 'hidden' && transaction.grant !== undefined
				? `INNODB_TRX needs GRANT ${transaction.grant}: what stands there is concluded.`
				: 'INNODB_TRX can not be read: what stands there is concluded.',
	},
	{
		name: 'unreadable',
		fits: ({transaction}) => transaction.type === 'unreadable',
		words: () =>
			"MySQL can't print INNODB_TRX while anybody writes a blob: no privilege changes that.",
		more: () =>
			'performance_schema.events_transactions_current can be read all the time.',
	},
	{
		name: 'undoing a statement',
		fits: ({transaction, isCut, statement}) =>
			isOpen(transaction, 'ROLLING BACK') &&
			!isCut &&
			statement?.role === 'target',
		words: () =>
			"ROLLING BACK: this statement's rows only; what came before stays, and so do all locks.",
		more: ({run}) => statementUndo[run.flavour],
	},
	{
		name: 'undoing',
		fits: ({transaction}) => isOpen(transaction, 'ROLLING BACK'),
		words: sight =>
			`ROLLING BACK: ${rows(sight)} to undo; all the locks fall together, at the end.`,
		more: () => 'The number falls before a row is undone: 0 is not the end.',
	},
	{
		name: 'waiting',
		fits: ({transaction}) => isOpen(transaction, 'LOCK WAIT'),
		words: sight =>
			`LOCK WAIT: ${rows(sight)} changed so far, and locked for others as long as it waits.`,
	},
	{
		name: 'not undone yet',
		fits: ({transaction, isCut, run}) =>
			transaction.type === 'open' &&
			isCut &&
			run.statements.at(-1)?.role !== 'commit',
		words: sight =>
			`RUNNING: ${rows(sight)} to undo, and locked until that is done.`,
	},
	{
		name: 'setup',
		fits: ({transaction, phase}) =>
			transaction.type === 'open' && phase === 'setup',
		words: () => 'RUNNING: a statement that prepares the data.',
	},
	{
		name: 'commits itself',
		fits: ({transaction, facts}) =>
			transaction.type === 'open' && facts.commitsItself === true,
		words: () =>
			"RUNNING: the ALTER TABLE's own; its rows do not tell how far it is.",
	},
	{
		name: 'autocommit',
		fits: ({transaction, run}) =>
			transaction.type === 'open' && run.plan.autocommit,
		words: () =>
			"RUNNING: the statement's own transaction; under autocommit it commits at its end.",
	},
	{
		name: 'only read',
		fits: ({transaction}) =>
			transaction.type === 'open' && transaction.rows === 0,
		words: () => 'RUNNING, and no row changed yet.',
	},
	{
		name: 'open',
		fits: ({transaction}) => transaction.type === 'open',
		words: sight =>
			`RUNNING: ${rows(sight)} changed, not committed, and locked for others.`,
		more: ({facts}) =>
			facts.unit === 'bytes'
				? 'A row counts as one, however large it is.'
				: 'What InnoDB shows may be 0.1 s old.',
	},
	{
		name: 'without transactions',
		fits: ({facts, shown}) =>
			facts.transactionNote !== undefined && shown.process.type !== 'none',
		words: ({facts}) =>
			`No row: ${facts.transactionNote ?? ''}, and nothing can be rolled back.`,
	},
	{
		name: 'none yet',
		fits: ({run, shown}) =>
			shown.process.type !== 'none' &&
			run.transaction === 'open' &&
			pendingRows(run) === 0,
		words: () =>
			'No row: a transaction is listed from its first change on. BEGIN alone does not show.',
	},
	{
		name: 'none',
		// Else the reading of the process list's row says it.
		fits: ({shown}) => shown.process.type !== 'none',
		words: () => 'No row: no transaction is open there.',
	},
];

function isOpen(transaction: Sight['transaction'], state: string): boolean {
	return transaction.type === 'open' && transaction.state === state;
}

function rows({transaction}: Sight): string {
	return count(transaction.type === 'open' ? transaction.rows : 0, 'row');
}
