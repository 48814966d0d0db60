import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {workingDefaults} from '../reading/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** Half of these rows took 4.2 s on MySQL 9.7 and 22 s on MariaDB 10.11 [measured on two busy cores]. */
const usualRows = 1_000_000;

/** What is assumed of a server, in rows a second. */
const assumedRows = 100_000;

/** A SELECT that sorts all rows, and returns the last one. */
export const sortFacts: WorkloadFacts = {
	...workingDefaults,
	name: 'sort',
	title: 'a SELECT after an INSERT sorts all rows by a hash, without an index',
	brief: {scale: 0.1},
	plan: scaledRows('sort', usualRows),
	stepName: () => 'all rows, sorted',
	describe: plan => `a sort of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan) + 1, 'rows')} per run, and sort them by one SELECT`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
