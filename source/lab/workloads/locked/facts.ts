import {waitsForLock} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {changedInSample, rowsDefaults} from '../rows/facts.js';
import {changingClaims} from '../rows/knowledge.js';
import {waitOf} from '../waits/options.js';

/** Rows of the table: few, since the wait takes the time. */
export const lockedRows = 10_000;

/** What is alike in all workloads whose UPDATE waits for a lock. */
export const lockedDefaults = {
	...rowsDefaults,
	target: 'UPDATE',
	stepNoun: 'UPDATE',
	claims: [
		{
			claim: waitsForLock,
			holds: 'no',
			found:
				'The killed UPDATE ended within a few ms, while the other connection still held its lock.',
		},
		...changingClaims('UPDATE'),
	],
	othersSee: changedInSample,
	expectedTime: plan => waitOf(plan),
} as const satisfies Partial<WorkloadFacts>;
