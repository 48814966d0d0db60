import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {workingDefaults} from '../reading/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many take at least 5 s on the throwaway server [measured beside a sweep: 5.3 s with MySQL 9.7, 6.5 s with MariaDB 10.11, by what 16,384 rows took]. */
const usualRows = 10_000;

/** What is assumed of a server, in rows a second [measured: 1,550 to 1,870]. */
const assumedSpeed = 1700;

/** A SELECT that compares each row with a regular expression that goes back and forth in it. */
export const regexpFacts: WorkloadFacts = {
	...workingDefaults,
	name: 'regexp',
	title:
		'a SELECT after an INSERT compares all rows with a slow regular expression',
	brief: {scale: 0.1},
	plan: scaledRows('regexp', usualRows),
	stepName: () => 'all rows, compared',
	describe: plan =>
		`a regular expression on ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan) + 1, 'rows')} per run, and compare them with a regular expression by one SELECT`,
	expectedTime: plan => (rowsOf(plan) / assumedSpeed) * 1000,
};
