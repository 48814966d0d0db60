import {toFailure} from '../../server/failure.js';
import {Unmet, type Bench} from './bench.js';
import {type ClaimFinding, type Seen} from './contract.js';
import {experiments} from './experiments.js';
import {findingOf} from './claim-finding.js';
import {claims, type ClaimName} from './list.js';

/** How often in a row a trial begins anew that has not met what it was to kill. */
const furtherTries = 3;

/**
Puts a claim to the test, and counts what was seen.

@throws mysql2's error, when the connection of the bench is lost; the reason of the bench's signal.
*/
export async function testClaim(
	name: ClaimName,
	bench: Bench,
	trials: number,
): Promise<ClaimFinding> {
	const trial = experiments[name];
	const why = claims[name].untested?.[bench.flavour];
	if (!trial || why !== undefined) {
		return {
			answer: 'cannot be tested here',
			measured: why === undefined ? [] : [why],
		};
	}

	const seen: Seen[] = [];
	let misses = 0;
	for (let done = 0; done < trials;) {
		try {
			seen.push(...(await trial(bench)));
			done++;
			misses = 0;
		} catch (error: unknown) {
			if (!(error instanceof Unmet)) {
				throw error;
			}

			misses++;
			if (misses > furtherTries) {
				return {
					answer: 'cannot be tested here',
					measured: [toFailure(error).message],
				};
			}
		} finally {
			bench.clear();
		}
	}

	return findingOf(seen);
}
