import {readFile, readdir} from 'node:fs/promises';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {readClaimsFile} from '../source/commands/claims/read-file.js';
import {type Answer} from '../source/lab/claims/contract.js';
import {claimNames, claims} from '../source/lab/claims/list.js';
import {type TestedClaim} from '../source/lab/workloads/facts/claims.js';
import {allFacts} from '../source/lab/workloads/facts/registry.js';
import {claimsMarkdown} from '../source/output/claims-markdown.js';

const folder = 'docs/claims';
const names = await readdir(folder);
const servers = names
	.toSorted()
	.flatMap(name => readClaimsFile(`${folder}/${name}`));

test('docs/claims.md is what the program makes of what was measured', async t => {
	t.is(await readFile('docs/claims.md', 'utf8'), claimsMarkdown(servers));
});

for (const {began, tested} of servers) {
	test(`${began.server.product}: every claim was tried, and only what can't be has no answer`, t => {
		t.deepEqual(
			tested.map(({name}) => name),
			claimNames,
		);
		t.deepEqual(
			tested.filter(
				({name, answer}) =>
					(answer === 'cannot be tested here') !==
					(claims[name].untested?.[began.server.flavour] !== undefined),
			),
			[],
		);
	});
}

/** What was measured that a workload may say of a claim. */
const fitting: Readonly<Record<TestedClaim['holds'], readonly Answer[]>> = {
	yes: ['holds', 'holds in part'],
	no: ['does not hold', 'holds in part'],
	'in part': ['holds in part'],
};

for (const name of claimNames) {
	const {claim} = claims[name];
	const told = allFacts.flatMap(facts =>
		facts.claims
			.filter(one => isDeepStrictEqual(one.claim, claim))
			.map(({holds}) => ({workload: facts.name, holds})),
	);
	if (told.length > 0) {
		test(`what the workloads say of ${name} is not denied by what was measured on the manual's own servers`, t => {
			const flavour = claim.manual === 'MySQL' ? 'mysql' : 'mariadb';
			const measured = servers
				.filter(({began}) => began.server.flavour === flavour)
				.flatMap(({tested}) => tested.filter(one => one.name === name));
			t.true(measured.length > 0);
			for (const {answer} of measured) {
				t.true(
					told.some(({holds}) => fitting[holds].includes(answer)),
					`${answer}: ${JSON.stringify(told)}`,
				);
			}
		});
	}
}
