import {type ServerClaims} from '../lab/claims/claim-line.js';
import {saidIn} from '../wording/claim-words.js';
import {tallyWords} from '../wording/claims-words.js';
import {isOlder} from '../server/flavour.js';
import {plainText, table} from './markdown.js';

/** How every such file begins. */
export const claimsBeginning =
	'# What the manuals say about KILL, put to the test\n';

/** What was found on servers as Markdown: all claims at a glance, then one by one, with a row for each server. MySQL comes first, and older versions before newer ones. Pure. */
export function claimsMarkdown(found: readonly ServerClaims[]): string {
	const servers = found.toSorted(({began: one}, {began: other}) =>
		inOrder(one.server, other.server),
	);
	const names = [
		...new Set(servers.flatMap(({tested}) => tested.map(({name}) => name))),
	];
	return [
		claimsBeginning,
		"Each claim is tried on a throwaway server by an experiment of its own: a statement is met in flight, killed through another connection, and what its client, the server and the data show is counted. A count is trials of all; times are in the median and at most, from the KILL's OK to the end of the statement.",
		'',
		...servers.map(found => `- ${plainText(tallyWords(found))}`),
		'',
		...glance(names, servers),
		...names.flatMap(name => claimSection(name, servers)),
		'',
	].join('\n');
}

type Server = ServerClaims['began']['server'];

function inOrder(one: Server, other: Server): number {
	return one.flavour === other.flavour
		? Number(isOlder(other.version, one.version)) -
				Number(isOlder(one.version, other.version))
		: one.flavour === 'mysql'
			? -1
			: 1;
}

/** What became of each claim on each server. */
function glance(
	names: readonly string[],
	servers: readonly ServerClaims[],
): readonly string[] {
	return table(
		['claim', ...servers.map(({began}) => plainText(began.server.product))],
		names.map(name => [
			`[${name}](#${name})`,
			...servers.map(
				({tested}) => tested.find(one => one.name === name)?.answer ?? '',
			),
		]),
	);
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
