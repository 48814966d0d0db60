import {formatAmount, grouped} from '../../../format.js';
import {
	afterEachRow,
	afterStatement,
	endsStatement,
	withoutTransactions,
} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {
	atItsEnd,
	beforeExecution,
	endedFirst,
} from '../facts/short-statements.js';
import {rowsOf, scaledRows} from '../rows/options.js';
import {updateFacts} from '../update/facts.js';

const stays =
	'MyISAM has no transactions: the rows that were changed stay, and a ROLLBACK only warns (1196).';
const sawFlag = `The UPDATE saw the flag between two rows. ${stays}`;

const knowledge: readonly Knowledge[] = [
	beforeExecution('UPDATE', sawFlag),
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'error 1317; the changed rows stay',
		why: {interrupted: sawFlag, 'too-late': endedFirst('UPDATE')},
		source: measured,
	},
	atItsEnd('UPDATE'),
	{
		kind: 'connection',
		phases: ['send', 'sent', 'execute', 'end'],
		now: () => 'disconnects; the changed rows stay',
		why: {
			disconnected:
				'The client is disconnected at once. The thread saw the flag between two rows, if there were more to come. MyISAM has no transactions: the rows that were changed stay.',
		},
		source: measured,
	},
];

/** So many rows take at least 5 s on the throwaway server [measured on busy cores: 5.3 s with MySQL 9.7, 7.5 s with MariaDB 10.11]. */
const usualRows = 250_000;

/** What is assumed of a server, in rows a second [measured on busy cores: 24,000 to 47,000]. */
const assumedRows = 26_000;

/** Nobody looks meanwhile: a reader waits for the table's lock. */
const {othersSee, ...alike} = updateFacts;

/** One UPDATE that changes every row of a table without transactions. */
export const myisamFacts: WorkloadFacts = {
	...alike,
	name: 'myisam',
	title: 'one UPDATE of a table without transactions: a part of it stays',
	tableName: 'MyisamRows',
	brief: {scale: 0.12},
	plan: scaledRows('myisam', usualRows),
	killExamples: 'query@execute, connection@execute, query@commit or query@5s',
	aims: [{phase: 'execute', words: () => 'when the UPDATE executes'}],
	armable: [
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	transactionNote: 'MyISAM has no transactions',
	knowledge,
	claims: [
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'The UPDATE ends with error 1317 within 31 ms, since nothing is undone. Connection and transaction stay.',
		},
		{
			claim: afterEachRow,
			holds: 'yes',
			found:
				'The UPDATE saw the flag between two rows. CHECK TABLE found nothing wrong after that.',
		},
		{
			claim: withoutTransactions,
			holds: 'yes',
			found:
				'The rows that were changed stay. ROLLBACK returns OK, with warning 1196.',
		},
		{
			claim: afterStatement,
			holds: 'yes',
			found:
				'Client and statement end together, within 12 ms: nothing is undone.',
		},
	],
	rowsWord: 'changed',
	partWords: 'and they stay: MyISAM has no transactions',
	intactWords: {
		all: 'each once',
		part: (intact, there) =>
			`only ${grouped(intact)} of these ${grouped(there)} once`,
	},
	describe: plan =>
		`an UPDATE of ${formatAmount(rowsOf(plan), 'rows')} in a MyISAM table`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run into a table without transactions, and change them all by one UPDATE`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
