import test from 'ava';
import {openBench, type Bench} from '../../../source/lab/claims/bench.js';
import {type Answer} from '../../../source/lab/claims/contract.js';
import {claimNames, type ClaimName} from '../../../source/lab/claims/list.js';
import {testClaim} from '../../../source/lab/claims/test-claim.js';
import {isOlder, type Flavour} from '../../../source/server/flavour.js';
import {serverOf} from '../../helpers/lab.js';
import {sandboxServer} from '../../helpers/server.js';

/** Answers. What is left out holds. */
type Found = Readonly<Partial<Record<ClaimName, Exclude<Answer, 'holds'>>>>;

/** What was found on both servers, measured many times. */
const onBoth: Found = {
	c2: 'does not hold',
	c3: 'holds in part',
	c11: 'holds in part',
	c13: 'holds in part',
	c14: 'cannot be tested here',
	c17: 'holds in part',
	c18: 'does not hold',
	c19: 'does not hold',
	c20: 'does not hold',
	k2: 'holds in part',
	k3: 'holds in part',
	k6: 'holds in part',
	k9: 'does not hold',
	k10: 'does not hold',
	k11: 'does not hold',
};

/** The patch releases with which logins of one account may kill each other: MDEV-40554, by MariaDB's release notes. */
const mended: ReadonlyMap<string, string> = new Map([
	['10.11', '10.11.19'],
	['11.4', '11.4.13'],
	['11.8', '11.8.9'],
	['12.3', '12.3.3'],
]);

/** What the server's own version decides. */
function byVersion({flavour, product: {version}}: Bench): Found {
	const series = version.split('.').slice(0, 2).join('.');
	const since = mended.get(series);
	const isMended =
		flavour === 'mariadb' && since !== undefined && !isOlder(version, since);
	return isMended ? {} : {k4: 'holds in part'};
}

/** Tries each claim once on a real server. @param onThis - What was found on this flavour alone. */
export function claimsTests(flavour: Flavour, onThis: Found): void {
	test(`the claims, each put to the test once: ${flavour}`, async t => {
		const server = await sandboxServer(flavour);
		t.teardown(server.stop);
		const bench = await openBench(
			serverOf(server),
			new AbortController().signal,
		);
		t.teardown(bench.close);
		const found = {...onBoth, ...onThis, ...byVersion(bench)};
		for (const name of claimNames) {
			const {answer, measured} = await testClaim(name, bench, 1);
			t.is(answer, found[name] ?? 'holds', `${name}: ${measured.join('; ')}`);
		}
	});
}
