import {formatAmount} from '../../../format.js';
import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {insertSelectFacts} from '../insert-select/facts.js';
import {measured, rollsBack, type Knowledge} from '../facts/knowledge.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {allRowsOf, rowsOf, rowsPlan} from '../rows/options.js';

/** So many rows keep each INSERT at work for a second on the throwaway server [measured: 0.5 s for 60,000, MySQL 9.7 and MariaDB 10.11]. */
const usualRows = 150_000;

/** What is assumed of a server, in rows a second, as of the INSERT ... SELECT alone. */
const assumedRows = 45_000;

const cutOff: Knowledge = {
	kind: 'connection',
	phases: ['send', 'sent', 'execute', 'end'],
	now: pending => rollsBack(pending, 'disconnects; its rows are undone'),
	why: {
		disconnected:
			'The client is disconnected at once, and the server rolls the whole transaction back: a savepoint keeps nothing of it.',
	},
	source: measured,
};

/** What the INSERTs write, in their order. */
const parts = ['first rows', 'second rows'] as const;

/** Two INSERTs, each after a SAVEPOINT that the client goes back to if it is interrupted. */
export const savepointFacts: WorkloadFacts = {
	...insertSelectFacts,
	name: 'savepoint',
	title:
		'two INSERTs, each after a SAVEPOINT: the client goes back to it after error 1317, and commits the rest',
	savepoint: 'before_rows',
	brief: {scale: 0.1},
	plan: ({scale = 1}) => ({
		...rowsPlan('savepoint', Math.max(1, Math.round(scale * usualRows))),
		steps: parts.length,
	}),
	killExamples:
		'query@2:execute:50%, connection@2:execute, query@commit or query@5s',
	aims: [
		{
			phase: 'execute',
			isDivisible: true,
			words: (which, part) =>
				part === 0
					? `when ${which('INSERT')} executes`
					: `at ${Math.round(part * 100)} % of the rows of ${which('INSERT')}`,
		},
	],
	armable: [
		{type: 'phase', phase: 'execute', step: 1, part: 0},
		{type: 'phase', phase: 'execute', step: 1, part: 0.5},
		{type: 'phase', phase: 'execute', step: 0, part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	knowledge: [
		cutOff,
		...changingKnowledge({
			target: 'INSERT',
			where: 'between two rows of its SELECT',
			interrupted: {
				phase: 'execute',
				now: 'error 1317; the savepoint stays',
				why: 'The INSERT saw the flag between two rows of its SELECT. The server undid its rows, and nothing else: the savepoint and what came before it stayed.',
			},
		}),
	],
	claims: [
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'The INSERT ends with error 1317, after its rows are undone. The savepoint stays, and what came before it is committed whole.',
		},
	],
	stepName: step => parts[step] ?? `rows ${step + 1}`,
	describe: plan =>
		`${plan.steps} INSERTs of ${formatAmount(rowsOf(plan), 'rows')}, each after a SAVEPOINT`,
	intent: planned =>
		`write ${formatAmount(allRowsOf(planned), 'rows')} per run by ${planned.steps} INSERTs, each after a SAVEPOINT`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
