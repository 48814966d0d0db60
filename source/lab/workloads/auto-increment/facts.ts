import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {measured, type Knowledge} from '../facts/knowledge.js';
import {missedAtStart} from '../facts/short-statements.js';
import {foreignKeyFacts} from '../foreign-key/facts.js';
import {endsBehindLock} from '../locked/facts.js';
import {changingKnowledge} from '../rows/knowledge.js';
import {endsWait} from '../waits/knowledge.js';
import {waitPlan, waitWords} from '../waits/options.js';

/** With what a killed wait for the AUTO-INC lock ends on MariaDB, "Failed to read auto-increment value from storage engine" [measured on 10.11]. It has other causes, such as a column that is full. */
const noNumber = 1467;

const sawFlag =
	'The INSERT saw the flag while it waited for the AUTO-INC lock, and had no row yet.';

const onMariadb = `${sawFlag} MariaDB ended it with error ${noNumber}, "Failed to read auto-increment value from storage engine", not 1317: a client that looks for 1317 takes it for a fault of the table.`;

function inWait(
	now: string,
	interrupted: string,
): Pick<Knowledge, 'kind' | 'phases' | 'now' | 'why' | 'source'> {
	return {
		kind: 'query',
		phases: ['execute'],
		now: () => now,
		why: {interrupted, 'too-late': missedAtStart('INSERT')},
		source: measured,
	};
}

/** An INSERT of a row that gets its number from AUTO_INCREMENT. As for a row lock, the thread shows no state of its own while it waits, only the transaction does, as `LOCK WAIT` [measured]. */
export const autoIncrementFacts: WorkloadFacts = {
	...foreignKeyFacts,
	name: 'auto-increment',
	title:
		'an INSERT waits for the AUTO-INC lock of an INSERT ... SELECT of the lab: MariaDB ends a killed one with error 1467',
	tableName: 'CountedRows',
	plan: waitPlan('auto-increment', 1),
	struckErrors: [noNumber],
	knowledge: [
		{
			...inWait('error 1467 at once; it has no row', onMariadb),
			flavour: 'mariadb',
		},
		inWait('error 1317 at once; it has no row', sawFlag),
		...changingKnowledge({
			target: 'INSERT',
			where: 'while it waited for the AUTO-INC lock',
		}),
	],
	claims: [
		endsBehindLock('INSERT'),
		{
			claim: endsStatement,
			holds: 'yes',
			found:
				'The INSERT ends within a few ms, on MySQL with error 1317, on MariaDB with 1467. Connection and transaction stay.',
		},
		endsWait,
	],
	describe: plan =>
		`an INSERT whose AUTO-INC lock is held for ${waitWords(plan)}`,
	intent: plan =>
		`write 2 rows per run, and have another of its connections hold the AUTO-INC lock for ${waitWords(plan)}, by an INSERT of 3 rows that it undoes`,
};
