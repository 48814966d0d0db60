import {sleepIsOne} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {readingDefaults} from '../rows/facts.js';
import {endsWait, waitingKnowledge} from '../waits/knowledge.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';
import {phaseOfWait, waitPhases} from '../waits/facts.js';

/** A SELECT that sleeps. */
export const sleepFacts: WorkloadFacts = {
	...readingDefaults,
	name: 'sleep',
	title: 'SELECT SLEEP(10) after an INSERT: MySQL calls a killed one OK',
	brief: {scale: 0.15},
	plan: waitPlan('sleep', 1),
	killExamples: 'query@sleep, connection@sleep, query@commit or query@5s',
	target: 'SELECT',
	stepName: () => 'SLEEP()',
	phases: waitPhases('sleep', 'while SLEEP() slept'),
	aims: [{phase: 'sleep', words: () => 'when SLEEP() sleeps'}],
	armable: [
		{type: 'phase', phase: 'sleep', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfWait('sleep', 'User sleep'),
	// A whole one returns 0. MariaDB's fails with 1317 instead [measured].
	wasStruck: returned => returned.type === 'rows' && returned.value === '1',
	knowledge: waitingKnowledge({
		name: 'SLEEP()',
		phase: 'sleep',
		struck: {
			mysql: {
				now: 'OK with 1, no error: it goes on',
				why: 'SLEEP() saw the flag and returned early: OK with 1 on MySQL, not error 1317. A client that expects an error does not notice.',
			},
			mariadb: {
				now: 'error 1317; the INSERT stays',
				why: 'SLEEP() saw the flag, and ended with error 1317.',
			},
		},
	}),
	claims: [
		{
			claim: sleepIsOne,
			holds: 'yes',
			found: 'So it does on MySQL. MariaDB ends it with error 1317.',
		},
		endsWait,
	],
	describe: plan => `a SELECT SLEEP() of ${waitWords(plan)} after an INSERT`,
	intent: plan => `write 1 row per run, and sleep for ${waitWords(plan)}`,
	expectedTime: plan => waitOf(plan),
};
