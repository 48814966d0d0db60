import {formatAmount} from '../../../format.js';
import {endsStatement} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {xaBounds} from '../facts/bounds.js';
import {insertSelectFacts} from '../insert-select/facts.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';
import {xaKnowledge} from './knowledge.js';

/** Rows that the transaction inserts: few, since the wait takes the time. */
const insertedRows = 1000;

/** An INSERT in an XA transaction that stays prepared for a while. */
export const xaPrepareFacts = {
	...insertSelectFacts,
	name: 'xa-prepare',
	title:
		'an XA transaction is prepared, and waits for XA COMMIT: it outlives its connection',
	throwawayOnly:
		'a transaction that stays prepared would keep its locks until somebody ends it',
	endsIn: 'prepared',
	bounds: xaBounds,
	brief: {scale: 0.1},
	plan: waitPlan('xa-prepare', insertedRows),
	killExamples:
		'connection@prepared, query@prepared, connection@prepare or query@commit',
	aims: [
		...insertSelectFacts.aims,
		{phase: 'prepare', words: () => 'when XA PREPARE is sent'},
		{
			phase: 'prepared',
			outside: 'idle',
			words: () => 'when the transaction is prepared',
		},
	],
	armable: [
		{type: 'phase', phase: 'prepared', part: 0},
		{type: 'phase', phase: 'prepare', part: 0},
		{type: 'phase', phase: 'commit', part: 0},
	],
	knowledge: [...xaKnowledge, ...insertSelectFacts.knowledge],
	claims: [
		{
			claim: endsStatement,
			holds: 'in part',
			found:
				'XA PREPARE and XA COMMIT return OK, unless they wait for a lock. Then both end with error 1317: XA PREPARE rolls everything back, and after XA COMMIT the transaction is still prepared.',
		},
	],
	describe: plan =>
		`an INSERT of ${formatAmount(insertedRows, 'rows')} in an XA transaction that stays prepared for ${waitWords(plan)}`,
	intent: plan =>
		`write ${formatAmount(insertedRows, 'rows')} per run in an XA transaction that stays prepared for ${waitWords(plan)}`,
	expectedTime: plan => waitOf(plan),
} as const satisfies WorkloadFacts;
