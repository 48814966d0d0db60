import {formatAmount} from '../../../format.js';
import {tableLockAborted, withoutTransactions} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {lockedUpdate} from '../locked/knowledge.js';
import {endsBehindLock, lockedRows} from '../locked/facts.js';
import {myisamFacts} from '../myisam/facts.js';
import {waitOf, waitPlan, waitWords} from '../waits/options.js';

const {waiting, ...alike} = lockedUpdate({
	target: 'UPDATE',
	lock: 'table lock',
	state: 'waiting for table level lock',
});

/** An UPDATE that waits for the lock of a table without transactions. It has the metadata lock by then, so that its thread shows another state. */
export const tableLockFacts: WorkloadFacts = {
	...myisamFacts,
	...alike,
	name: 'table-lock',
	title:
		'an UPDATE of a MyISAM table waits for its lock: another connection of the lab has LOCK TABLES READ LOCAL',
	brief: {scale: 0.15},
	plan: waitPlan('table-lock', lockedRows),
	knowledge: [...waiting, ...myisamFacts.knowledge],
	claims: [
		endsBehindLock('UPDATE'),
		{
			claim: tableLockAborted,
			holds: 'in part',
			found:
				'The wait ends with error 1317 within a few ms. But no thread shows Locked: it shows Waiting for table level lock.',
		},
		{
			claim: withoutTransactions,
			holds: 'yes',
			found:
				'While the UPDATE waits for the lock it has changed no row. Once it has it, the rows that it has changed stay.',
		},
	],
	describe: plan =>
		`an UPDATE of ${formatAmount(lockedRows, 'rows')} in a MyISAM table that is locked for ${waitWords(plan)}`,
	intent: plan =>
		`write ${formatAmount(lockedRows, 'rows')} per run into a table without transactions, have another of its connections hold LOCK TABLES … READ LOCAL for ${waitWords(plan)}, and change them all by one UPDATE`,
	expectedTime: plan => waitOf(plan),
};
