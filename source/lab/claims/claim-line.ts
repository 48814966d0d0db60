import {type ServerFacts} from '../events/events.js';
import {type Claim} from '../workloads/facts/claims.js';
import {type ClaimFinding} from './contract.js';
import {type ClaimName} from './list.js';

/** The version of the lines' schema, in the first line of each server. */
export const claimsSchema = 1;

/** The server whose claims follow. */
export type ClaimsBegan = {
	readonly type: 'claims';
	readonly schema: number;
	/** In ms since 1970. */
	readonly startedAt: number;
	/** The version of this program. */
	readonly version: string;
	readonly server: Pick<ServerFacts, 'flavour' | 'version' | 'product'>;
	/** How often each claim is tried. */
	readonly trials: number;
};

/** A claim that was put to the test. */
export type ClaimTested = Claim &
	ClaimFinding & {
		readonly type: 'claim';
		/** Its name, such as `c7`. */
		readonly name: ClaimName;
		/** How long all trials took, in ms. */
		readonly took: number;
	};

/** A line of what `kill-lab claims` writes. */
export type ClaimLine = ClaimsBegan | ClaimTested;

/** What was found on one server. */
export type ServerClaims = {
	readonly began: ClaimsBegan;
	/** In the order in which they were tested. */
	readonly tested: readonly ClaimTested[];
};

/** What the lines say, server by server; lines before the first server are none. Pure. */
export function serversIn(
	lines: readonly ClaimLine[],
): readonly ServerClaims[] {
	const servers: ServerClaims[] = [];
	for (const line of lines) {
		const last = servers.at(-1);
		if (line.type === 'claims') {
			servers.push({began: line, tested: []});
		} else if (last) {
			servers.splice(-1, 1, {...last, tested: [...last.tested, line]});
		}
	}

	return servers;
}
