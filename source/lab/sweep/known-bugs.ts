import {isOlder, type Flavour} from '../../server/flavour.js';
import {type ToldEffect} from '../history/told-effect.js';

/** A bug of a server that makes a kill do what it should not. */
export type KnownBug = {
	/** Where its maker tells of it. */
	readonly id: string;
	readonly flavour: Flavour;
	/** As a sentence without its full stop. */
	readonly what: string;
	/** What a kill does that meets it. */
	readonly effects: ReadonlySet<string>;
	/** Those whose statement is of this kind. */
	readonly workloads: readonly string[];
	/** The first release of each series without it. */
	readonly mendedIn: readonly string[];
};

/** What a server's version says of a bug: only a series of which a mend is known tells anything. */
export type BugState = 'has it' | 'mended' | 'not known';

/** What a kill does that nothing sees. */
const withoutEffect: ReadonlySet<string> = new Set<ToldEffect>([
	'too-late',
	'too-late?',
	'lost',
]);

/** Known from the makers' release notes, as far as they concern what a workload does; bugs of servers older than the lab takes are left out. */
export const knownBugs: readonly KnownBug[] = [
	{
		id: 'MDEV-37198',
		flavour: 'mariadb',
		what: 'an UPDATE that a KILL meets while it looks for its way into the table returns OK, and has changed nothing',
		effects: withoutEffect,
		workloads: ['update', 'update-indexed', 'row-lock', 'trigger'],
		mendedIn: ['10.11.15', '11.4.9', '11.8.4'],
	},
	{
		id: 'MDEV-37938',
		flavour: 'mariadb',
		what: 'a very long statement does not look at the flag while it is parsed',
		effects: withoutEffect,
		workloads: ['insert-values'],
		mendedIn: ['10.6.24', '11.4.9'],
	},
];

/** The bugs that may be what was seen. Pure. */
export function bugsBehind(
	workload: string,
	effect: string,
	flavour: Flavour,
): readonly KnownBug[] {
	return knownBugs.filter(
		bug =>
			bug.flavour === flavour &&
			bug.workloads.includes(workload) &&
			bug.effects.has(effect),
	);
}

/** Whether a release has a bug, as far as the makers tell. Pure. */
export function bugState({mendedIn}: KnownBug, version: string): BugState {
	const mend = mendedIn.find(
		release => seriesOf(release) === seriesOf(version),
	);
	if (mend === undefined) {
		return 'not known';
	}

	return isOlder(version, mend) ? 'has it' : 'mended';
}

/** `10.11` of `10.11.15`. */
function seriesOf(version: string): string {
	return version.split('.').slice(0, 2).join('.');
}
