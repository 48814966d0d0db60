import test from 'ava';
import {openBench} from '../../../source/lab/claims/bench.js';
import {type Answer} from '../../../source/lab/claims/contract.js';
import {claimNames, type ClaimName} from '../../../source/lab/claims/list.js';
import {testClaim} from '../../../source/lab/claims/test-claim.js';
import {type Flavour} from '../../../source/server/flavour.js';
import {serverOf} from '../../helpers/lab.js';
import {sandboxServer} from '../../helpers/server.js';

/** Tries each claim once on a real server. @param found - Its answer, measured many times; absent: it holds. */
export function claimsTests(
	flavour: Flavour,
	found: Readonly<Partial<Record<ClaimName, Exclude<Answer, 'holds'>>>>,
): void {
	test(`the claims, each put to the test once: ${flavour}`, async t => {
		const server = await sandboxServer(flavour);
		t.teardown(server.stop);
		const bench = await openBench(
			serverOf(server),
			new AbortController().signal,
		);
		t.teardown(bench.close);
		for (const name of claimNames) {
			const {answer, measured} = await testClaim(name, bench, 1);
			t.is(answer, found[name] ?? 'holds', `${name}: ${measured.join('; ')}`);
		}
	});
}
