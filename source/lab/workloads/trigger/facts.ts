import {formatAmount} from '../../../format.js';
import {handlersTakeErrors} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {phaseOfRows} from '../rows/facts.js';
import {changingClaims, changingKnowledge} from '../rows/knowledge.js';
import {rowsOf, scaledRows} from '../rows/options.js';
import {updateFacts} from '../update/facts.js';

/** So many rows take at least 5 s on the throwaway server [measured: 5.2 s with MySQL 9.7, 5.5 s with MariaDB 10.11, by what 20,000 rows took]. */
const usualRows = 75_000;

/** What is assumed of a server, in rows a second [measured: 13,600 to 14,400]. */
const assumedRows = 14_000;

/** The trigger has a handler for SQLEXCEPTION, and on neither flavour does it get the error of a kill [measured: 24 kills with MySQL 9.7, 24 with MariaDB 10.11, and twice as many where the trigger runs a SELECT]. */
const handlers = 'The handler in the trigger did not get the error.';

/** One UPDATE whose every row fires a trigger with a handler. */
export const triggerFacts: WorkloadFacts = {
	...updateFacts,
	name: 'trigger',
	title: 'one UPDATE fires a trigger with a handler for each row',
	tableName: 'TriggeredRows',
	brief: {scale: 0.08},
	plan: scaledRows('trigger', usualRows),
	// MySQL shows `Opening tables` as long as the trigger works, MariaDB nothing at all [measured].
	phaseOf: thread =>
		thread.command !== 'Sleep' && thread.state === ''
			? 'execute'
			: phaseOfRows(thread),
	knowledge: changingKnowledge({
		target: 'UPDATE',
		where: 'in the trigger or between two rows',
		interrupted: {
			phase: 'execute',
			now: 'error 1317, after its rows are undone',
			why: `The UPDATE saw the flag in the trigger or between two rows. ${handlers} The server undid all of its rows, and only then answered with the error.`,
		},
	}),
	claims: [
		{
			claim: handlersTakeErrors,
			holds: 'no',
			found:
				'Neither MySQL nor MariaDB gave the error of a kill to the handler of the trigger: the UPDATE ended. In a procedure MariaDB does.',
		},
		...changingClaims('UPDATE'),
	],
	describe: plan =>
		`an UPDATE of ${formatAmount(rowsOf(plan), 'rows')} with a trigger`,
	intent: planned =>
		`write ${formatAmount(rowsOf(planned), 'rows')} per run into a table with a trigger, and change them all by one UPDATE`,
	expectedTime: plan => (rowsOf(plan) / assumedRows) * 1000,
};
