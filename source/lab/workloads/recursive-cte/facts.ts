import {formatAmount} from '../../../format.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {workingDefaults} from '../reading/facts.js';
import {rowsOf, scaledRows} from '../rows/options.js';

/** So many take at least 5 s on the throwaway server [measured: 5.4 s with MySQL 9.7 and MariaDB 10.11, by what 20,000 rows took]. */
const usualRows = 32_000;

/** What is assumed of a server, in rows a second [measured: 5,900]. */
const assumedSpeed = 5900;

/** A SELECT that counts the rows of a recursive common table expression. */
export const recursiveCteFacts: WorkloadFacts = {
	...workingDefaults,
	name: 'recursive-cte',
	title:
		'a SELECT after an INSERT counts a recursive CTE that hashes row after row',
	brief: {scale: 0.08},
	plan: scaledRows('recursive-cte', usualRows),
	stepName: () => 'all rows, hashed in a chain',
	describe: plan => `a recursive CTE of ${formatAmount(rowsOf(plan), 'rows')}`,
	intent: plan =>
		`write ${formatAmount(rowsOf(plan) + 1, 'rows')} per run, and hash them in a chain by one SELECT`,
	expectedTime: plan => (rowsOf(plan) / assumedSpeed) * 1000,
};
