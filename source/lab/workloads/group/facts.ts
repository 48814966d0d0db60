import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {workingDefaults} from '../reading/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many rows took 21 s on MySQL 9.7 and 20 s on MariaDB 10.11 [measured on two busy cores]. */
const usualRows = 500_000;

/** What is assumed of a server, in rows a second. */
const assumedRows = 50_000;

/** A SELECT that groups all rows in a temporary table. */
export const groupFacts: WorkloadFacts = {
	...workingDefaults,
	name: 'group',
	title: 'a SELECT after an INSERT groups all rows in a temporary table',
	brief: {scale: 0.1},
	plan: scaledRows('group', usualRows),
	stepName: () => 'all rows, grouped',
	describe: plan => `a GROUP BY of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan) + 1, 'rows')} per run, and group them by one SELECT`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
