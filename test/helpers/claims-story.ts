import {
	claimsSchema,
	type ClaimsBegan,
	type ClaimTested,
} from '../../source/lab/claims/claim-line.js';
import {claims} from '../../source/lab/claims/list.js';
import {type Flavour} from '../../source/server/flavour.js';

const servers = {
	mysql: {flavour: 'mysql', version: '9.7.4', product: 'MySQL 9.7.4'},
	mariadb: {
		flavour: 'mariadb',
		version: '10.11.18',
		product: 'MariaDB 10.11.18',
	},
} as const;

/** The first line of a server. */
export function claimsBegan(flavour: Flavour): ClaimsBegan {
	return {
		type: 'claims',
		schema: claimsSchema,
		startedAt: Date.UTC(2026, 10, 28, 4),
		version: '0.1.0',
		server: servers[flavour],
		trials: 5,
	};
}

/** A claim that was tested. */
export function claimTested(change: Partial<ClaimTested> = {}): ClaimTested {
	return {
		type: 'claim',
		name: 'c3',
		...claims.c3.claim,
		answer: 'holds in part',
		measured: [
			'an UPDATE: error 1317 (5 of 5, p50 0.8 ms, max 2.1 ms)',
			'an INSERT: OK (5 of 5)',
		],
		took: 812,
		...change,
	};
}
