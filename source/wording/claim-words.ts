import {type Claim, type TestedClaim} from '../lab/workloads/facts/claims.js';

/** A sentence of a manual, with its place. Pure. */
export function saidIn({manual, page, says}: Claim): string {
	return `${manual}, "${page}": ${says}`;
}

/** What a manual says of kills, and what became of it: a sentence each. Pure. */
export function claimWords({claim, holds, found}: TestedClaim): {
	readonly says: string;
	readonly found: string;
} {
	return {
		says: saidIn(claim),
		found: `holds: ${holds}. ${found}`,
	};
}
