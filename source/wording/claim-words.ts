import {type TestedClaim} from '../lab/workloads/facts/claims.js';

/** What a manual says of kills, and what became of it: a sentence each. Pure. */
export function claimWords({
	claim: {manual, page, says},
	holds,
	found,
}: TestedClaim): {readonly says: string; readonly found: string} {
	return {
		says: `${manual}, "${page}": ${says}`,
		found: `holds: ${holds}. ${found}`,
	};
}
