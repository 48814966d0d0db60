import {waitsForLock, type TestedClaim} from '../facts/claims.js';
import {type WorkloadFacts} from '../facts/contract.js';
import {changedInSample, rowsDefaults} from '../rows/facts.js';
import {changingClaims} from '../rows/knowledge.js';
import {waitOf} from '../waits/options.js';

/** Rows of the table: few, since the wait takes the time. */
export const lockedRows = 10_000;

/** That a kill does not wait for the holder of the lock. @param target - What is killed. */
export function endsBehindLock(target: string): TestedClaim {
	return {
		claim: waitsForLock,
		holds: 'no',
		found: `The killed ${target} ended within a few ms, while the other connection still held its lock.`,
	};
}

/** What is alike in all workloads whose UPDATE waits for a lock. */
export const lockedDefaults = {
	...rowsDefaults,
	target: 'UPDATE',
	stepNoun: 'UPDATE',
	claims: [endsBehindLock('UPDATE'), ...changingClaims('UPDATE')],
	othersSee: changedInSample,
	expectedTime: plan => waitOf(plan),
} as const satisfies Partial<WorkloadFacts>;
