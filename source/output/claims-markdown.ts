import {type ServerClaims, type ClaimTested} from '../lab/claims/claim-line.js';
import {tallyWords} from '../wording/claims-words.js';
import {plainText, table} from './markdown.js';

/** How every such file begins. */
export const claimsBeginning =
	'# What the manuals say about KILL, put to the test\n';

/** What was found on servers as Markdown: claim by claim, with a row for each server. Pure. */
export function claimsMarkdown(servers: readonly ServerClaims[]): string {
	const names = [
		...new Set(servers.flatMap(({tested}) => tested.map(({name}) => name))),
	];
	return [
		claimsBeginning,
		"Each claim is tried on a throwaway server by an experiment of its own: a statement is met in flight, killed through another connection, and what its client, the server and the data show is counted. A count is trials of all; times are in the median and at most, from the KILL's OK to the end of the statement.",
		'',
		...servers.map(found => `- ${plainText(tallyWords(found))}`),
		...names.flatMap(name => claimSection(name, servers)),
		'',
	].join('\n');
}

function claimSection(
	name: string,
	servers: readonly ServerClaims[],
): readonly string[] {
	const rows = servers.flatMap(({began, tested}) =>
		tested
			.filter(one => one.name === name)
			.map(one => ({product: began.server.product, one})),
	);
	const [first] = rows;
	return first
		? [
				'',
				`## ${name}`,
				'',
				plainText(saidIn(first.one)),
				'',
				...table(
					['server', 'the claim', 'measured'],
					rows.map(({product, one}) => [
						plainText(product),
						one.answer,
						plainText(one.measured.join('; ')),
					]),
				),
			]
		: [];
}

function saidIn({manual, page, says}: ClaimTested): string {
	return `${manual}, "${page}": ${says}`;
}
