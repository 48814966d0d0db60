import {type Flavour} from '../server/flavour.js';
import {type HostArchive} from './host-archive.js';

/** A suite that has security fixes of its own: what changes all the time needs none. */
const hasSecurity = (suite: string) => suite !== 'sid';

/** A place to read packages from, as a line of apt's sources names it. */
export type Source = {
	readonly uri: string;
	readonly suite: string;
	readonly components: string;
};

/** Where a flavour's packages of a suite are, and the fixes for them, each way worth a try: a mirror may be down, and fixes out of reach. Pure. */
export function waysTo(
	{mirrors, security, components}: HostArchive,
	flavour: Flavour,
	suite: string,
): ReadonlyArray<readonly [Source, ...Source[]]> {
	const of = components(flavour);
	const plain = mirrors
		.slice(0, 2)
		.map(uri => [{uri, suite, components: of}] as const);
	const [first] = plain;
	return first && security !== undefined && hasSecurity(suite)
		? [
				[...first, {uri: security, suite: `${suite}-security`, components: of}],
				...plain,
			]
		: plain;
}
