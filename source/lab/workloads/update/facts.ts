import {formatAmount} from '../../../format.js';
import {type Alive, type WorkloadFacts} from '../facts/contract.js';
import {
	dataOf,
	measured,
	rollsBack,
	type Knowledge,
} from '../facts/knowledge.js';
import {isTidyingUp} from '../facts/thread-states.js';
import {updateOptions, updatePlan, usualRows} from './options.js';

const sawFlag =
	'The UPDATE saw the flag between two rows. The server undid all of its rows, and only then answered with the error.';
const isUndone =
	'The client is disconnected at once. The thread saw the flag between two rows, and the server undoes all that the UPDATE had changed.';

const knowledge: readonly Knowledge[] = [
	{
		kind: 'query',
		phases: ['send', 'sent'],
		now: () => 'error 1317 once it executes, or lost',
		why: {
			interrupted: sawFlag,
			lost: 'The server had not begun to execute the UPDATE, and cleared the flag when it did.',
			'too-late': 'The UPDATE ended before it looked at the flag again.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['execute'],
		now: () => 'error 1317, after its rows are undone',
		why: {
			interrupted: sawFlag,
			'too-late': 'The UPDATE ended before it looked at the flag again.',
		},
		source: measured,
	},
	{
		kind: 'query',
		phases: ['end'],
		now: () => 'too late: the UPDATE is ending',
		why: {
			'too-late': 'The UPDATE was ending, and does not look at the flag there.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['end'],
		autocommit: true,
		now: () => 'disconnects; its rows may commit',
		why: {
			disconnected:
				'The client is disconnected at once. Under autocommit the UPDATE commits if it had seen every row: the verdict says whether.',
		},
		source: measured,
	},
	{
		kind: 'connection',
		phases: ['send', 'sent', 'execute', 'end'],
		now: pending => rollsBack(pending, 'disconnects; its rows are undone'),
		nowInFull: pending =>
			pending.steps === 0
				? 'disconnects; all that it has changed is undone'
				: `disconnects; rolls back ${dataOf(pending)}`,
		why: {disconnected: isUndone},
		source: measured,
	},
];

/** What a thread reports once every row is seen, and while the rows of a killed UPDATE are undone: MySQL `query end`, MariaDB `Rollback` [measured]. */
const endStates = new Set([
	'end',
	'query end',
	'rollback',
	'closing tables',
	'waiting for handler commit',
	'commit',
]);

function phaseOf({command, state}: Alive): string {
	if (endStates.has(state.toLowerCase()) || isTidyingUp(state)) {
		return 'end';
	}

	return command === 'Sleep' || state === '' ? 'send' : 'execute';
}

/** What is assumed of a server, in rows a second [measured: 67,000 to 87,000]. */
const assumedRows = 75_000;

/** One UPDATE that changes every row of a table. */
export const updateFacts: WorkloadFacts = {
	name: 'update',
	title: 'one UPDATE changes every row of a table without further indexes',
	flags: ['scale'],
	plan: ({scale = 1}) =>
		updatePlan({rows: Math.max(1, Math.round(scale * usualRows))}),
	killExamples:
		'query@execute:50%, connection@execute, query@commit or query@5s',
	tableName: 'UpdatedRows',
	target: 'UPDATE',
	doneWord: 'done',
	stepNoun: 'UPDATE',
	isStreamed: false,
	unit: 'rows',
	phases: [
		{name: 'send', flag: 'cleared', when: 'while the UPDATE was sent'},
		{
			name: 'sent',
			flag: 'unclear',
			when: 'before the server was seen executing',
		},
		{name: 'execute', flag: 'checked', when: 'during execution'},
		{
			name: 'end',
			flag: 'ignored',
			follows: 'execute',
			when: 'while the UPDATE was ending',
		},
	],
	aims: [
		{
			phase: 'execute',
			isDivisible: true,
			words: (_, part) =>
				part === 0
					? 'when the UPDATE executes'
					: `at ${Math.round(part * 100)} % of the UPDATE's rows`,
		},
	],
	armable: [
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'execute', part: 0.5},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf,
	knowledge,
	stepName: () => 'all rows',
	describe: plan =>
		`an UPDATE of ${formatAmount(updateOptions(plan).rows, 'rows')}`,
	intent: planned =>
		`write ${formatAmount(updateOptions(planned).rows, 'rows')} per run, and change them all by one UPDATE`,
	amount: (plan, steps) =>
		formatAmount(steps * updateOptions(plan).rows, 'rows'),
	expectedTime: plan => (updateOptions(plan).rows / assumedRows) * 1000,
	rowsOf: (plan, steps) => steps * updateOptions(plan).rows,
	isSummary: true,
	columns: [
		{name: 'changed', type: 'text', rank: 0},
		{name: 'rows', type: 'count', rank: 0},
	],
};
