import {type Effect, type KillKind} from '../events/kill.js';
import {knownOf} from '../history/kill-knowledge.js';
import {withoutDoubt, type ToldEffect} from '../history/told-effect.js';
import {factsNamed} from '../workloads/facts/registry.js';
import {
	bugsBehind,
	bugState,
	type BugState,
	type KnownBug,
} from './known-bugs.js';
import {type MapRow} from './map-rows.js';
import {type SweepBegan} from './sweep-line.js';

/** An effect that was seen where the program does not expect it. */
export type Surprise = Pick<MapRow, 'phase'> & {
	readonly kind: KillKind;
	readonly effect: string;
	/** How often, of how many kills. */
	readonly count: number;
	readonly of: number;
	/** Bugs of the server that may be behind it, and what its version says of them. */
	readonly bugs: ReadonlyArray<
		Pick<KnownBug, 'id' | 'what' | 'mendedIn'> & {readonly state: BugState}
	>;
};

/** What is no effect of a kill: it was not sent, or nobody knows what it did. */
const untold: ReadonlySet<string> = new Set(['unsent', 'unknown']);

/** What was seen of a workload that the program's knowledge does not have. Pure. */
export function surprisesIn(
	workload: string,
	rows: readonly MapRow[],
	{flavour, version}: SweepBegan['server'],
): readonly Surprise[] {
	const facts = factsNamed(workload);
	return facts === undefined
		? []
		: rows.flatMap(({phase, kind, effects, trials}) => {
				const known =
					phase === 'unsent'
						? undefined
						: knownOf(facts, kind, {phase, autocommit: false, flavour});
				return Object.entries(effects).flatMap(([effect, count]) =>
					untold.has(effect) || isKnown(effect, known?.why)
						? []
						: [
								{
									phase,
									kind,
									effect,
									count,
									of: trials,
									bugs: bugsBehind(workload, effect, flavour).map(bug => ({
										id: bug.id,
										what: bug.what,
										mendedIn: bug.mendedIn,
										state: bugState(bug, version),
									})),
								},
							],
				);
			});
}

function isKnown(
	effect: string,
	why: Readonly<Partial<Record<Effect, string>>> | undefined,
): boolean {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- A map has no others but those that are untold.
	return why?.[withoutDoubt(effect as ToldEffect)] !== undefined;
}
