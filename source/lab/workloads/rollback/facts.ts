import {formatAmount} from '../../../format.js';
import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {insertSelectFacts} from '../insert-select/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

const usualRows = 400_000;

/** An INSERT of many rows, in a transaction that ends with ROLLBACK. */
export const rollbackFacts: WorkloadFacts = {
	...insertSelectFacts,
	name: 'rollback',
	title: 'a transaction ends with ROLLBACK, after an INSERT of many rows',
	endsIn: 'rollback',
	endsWith: 'rollback',
	plan: scaledRows('rollback', usualRows),
	killExamples:
		'query@rollback, connection@rollback, query@rollback+50ms or query@5s',
	armable: [
		{type: 'phase', phase: 'rollback', part: 0},
		{type: 'phase', phase: 'execute', part: 0},
		{type: 'phase', phase: 'execute', part: 0.5},
	],
	claims: [
		{
			claim: endsStatement,
			holds: 'no',
			found: 'ROLLBACK goes on to its end, and returns OK.',
		},
	],
	describe: plan =>
		`an INSERT of ${formatAmount(rowsOf(plan), 'rows')}, then ROLLBACK`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run by one INSERT ... SELECT, and roll them back`,
};
