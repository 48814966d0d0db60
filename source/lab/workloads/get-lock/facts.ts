import {lockIsNull} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {readingDefaults} from '../rows/facts.js';
import {endsWait, waitingKnowledge} from '../waits/knowledge.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';
import {phaseOfWait, waitPhases} from '../waits/facts.js';

/** A SELECT that waits for a named lock. */
export const getLockFacts: WorkloadFacts = {
	...readingDefaults,
	name: 'get-lock',
	title:
		'SELECT GET_LOCK() waits for a lock that another connection of the lab holds',
	brief: {scale: 0.15},
	plan: waitPlan('get-lock', 1),
	killExamples: 'query@wait, connection@wait, query@commit or query@5s',
	target: 'SELECT',
	stepName: () => 'GET_LOCK()',
	phases: waitPhases('wait', 'while GET_LOCK() waited'),
	aims: [{phase: 'wait', words: () => 'when GET_LOCK() waits'}],
	armable: [
		{type: 'phase', phase: 'wait', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	phaseOf: phaseOfWait('wait', 'User lock'),
	// MySQL's fails with 1317 instead [measured].
	wasStruck: returned => returned.type === 'rows' && returned.isNull === true,
	knowledge: waitingKnowledge({
		name: 'GET_LOCK()',
		phase: 'wait',
		struck: {
			mysql: {
				now: 'error 1317; the INSERT stays',
				why: 'GET_LOCK() saw the flag, and ended with error 1317, without the lock.',
			},
			mariadb: {
				now: 'OK with NULL, no error: it goes on',
				why: 'GET_LOCK() saw the flag and gave up: OK with NULL on MariaDB, not error 1317. A client that expects an error does not notice.',
			},
		},
	}),
	claims: [
		{
			claim: lockIsNull,
			holds: 'no',
			found:
				'MySQL ends it with error 1317. It is MariaDB that answers OK with NULL.',
		},
		endsWait,
	],
	describe: plan =>
		`a GET_LOCK() that waits for ${waitWords(plan)} after an INSERT`,
	intent: plan =>
		`write 1 row per run, and wait for ${waitWords(plan)} for a named lock that another of its connections holds`,
	expectedTime: plan => waitOf(plan),
};
