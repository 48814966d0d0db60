import process from 'node:process';
import {openBench} from '../../lab/claims/bench.js';
import {claimsSchema, type ClaimLine} from '../../lab/claims/claim-line.js';
import {claims} from '../../lab/claims/list.js';
import {testClaim} from '../../lab/claims/test-claim.js';
import {type TestClaimsOptions} from '../../options/read-claims.js';
import {type ServerChoice} from '../../sandbox/flavour.js';
import {version} from '../../version.js';
import {allOf} from '../all-of.js';
import {openTarget} from '../target/open-target.js';
import {startProgress} from '../target/start-progress.js';

/**
Puts the claims to the test, on one throwaway server after the other.

@param tell - Gets each line as soon as it is known.
@throws {Refusal} when a server can't be started; the signal's reason when it is aborted.
*/
export async function testClaims(
	options: TestClaimsOptions,
	signal: AbortSignal,
	tell: (line: ClaimLine) => void,
): Promise<void> {
	for (const choice of options.servers) {
		await testOn(choice, options, {signal, tell});
	}
}

async function testOn(
	choice: ServerChoice | undefined,
	{program, claims: names, trials}: TestClaimsOptions,
	{
		signal,
		tell,
	}: {
		readonly signal: AbortSignal;
		readonly tell: (line: ClaimLine) => void;
	},
): Promise<void> {
	const progress = startProgress(process.stderr);
	const target = await openTarget(
		{
			type: 'sandbox',
			...(choice && {choice}),
			...(program !== undefined && {program}),
		},
		signal,
		progress.report,
	).finally(progress.end);
	await allOf(async () => {
		const bench = await openBench(target.server, signal);
		const {flavour, product} = bench;
		tell({
			type: 'claims',
			schema: claimsSchema,
			startedAt: Date.now(),
			version,
			server: {flavour, ...product},
			trials,
		});
		try {
			for (const name of names) {
				const began = performance.now();
				const finding = await testClaim(name, bench, trials);
				tell({
					type: 'claim',
					name,
					...claims[name].claim,
					...finding,
					took: performance.now() - began,
				});
			}
		} finally {
			bench.close();
		}
	}, target.close);
}
