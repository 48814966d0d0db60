import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {workingDefaults} from '../reading/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** Each row is compared with all of them: twice the rows take four times as long. So many take at least 5 s on the throwaway server [measured beside a test run: 7.4 s with MySQL 9.7, 6.1 s with MariaDB 10.11, by what 5,000 rows took]. */
const usualRows = 8000;

/** What is assumed of a server, in pairs of rows a second [measured: 8,600,000 to 10,400,000]. */
const assumedPairs = 9_000_000;

/** A SELECT that joins a table with itself, row by row. */
export const joinFacts: WorkloadFacts = {
	...workingDefaults,
	name: 'join',
	title:
		'a SELECT after an INSERT joins all rows with all rows, in nested loops',
	brief: {scale: 0.2},
	plan: scaledRows('join', usualRows),
	stepName: () => 'all rows, joined',
	describe: plan =>
		`a join of ${formatAmount(rowsOf(plan), 'rows')} with themselves`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan) + 1, 'rows')} per run, and join them with themselves by one SELECT`,
	expectedTime: plan => (rowsOf(plan) ** 2 / assumedPairs) * 1000,
};
