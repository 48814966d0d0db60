import {type Flavour} from '../server/flavour.js';

/** Debian's releases that have a server: its series stays the same until a release ends, unlike in sid. */
export const debianReleases: Readonly<
	Record<
		Flavour,
		ReadonlyArray<{readonly version: string; readonly codename: string}>
	>
> = {
	mysql: [],
	mariadb: [
		{version: '10.5', codename: 'bullseye'},
		{version: '10.11', codename: 'bookworm'},
		{version: '11.8', codename: 'trixie'},
	],
};
