import {type KillKind} from '../events/kill.js';
import {fisher, holm} from './exact-test.js';
import {type MapCell} from './map.js';

/** How often one effect of a cell was seen in each of two maps, and how sure it is that they differ. */
export type Difference = {
	readonly workload: string;
	readonly phase: string;
	readonly kind: KillKind;
	readonly effect: string;
	readonly one: {readonly count: number; readonly of: number};
	readonly other: {readonly count: number; readonly of: number};
	/** Corrected for all comparisons of the two maps. */
	readonly p: number;
};

/** Differences that are found among maps of one truth in 5 of 100 comparisons of two maps, at most. */
export const usualLevel = 0.05;

/**
Compares two maps, effect by effect in the cells that both have. Pure.

@returns Every comparison, the surest difference first: those with a `p` of no more than a level differ.
*/
export function compareMaps(
	one: readonly MapCell[],
	other: readonly MapCell[],
): readonly Difference[] {
	const pairs = one.flatMap(cell => {
		const match = other.find(
			({workload, phase, kind}) =>
				workload === cell.workload &&
				phase === cell.phase &&
				kind === cell.kind,
		);
		return match ? effectsIn(cell, match) : [];
	});
	const corrected = holm(
		pairs.map(({one, other}) =>
			fisher({
				one: [one.count, one.of - one.count],
				other: [other.count, other.of - other.count],
			}),
		),
	);
	return pairs
		.map((pair, index) => ({...pair, p: corrected[index] ?? 1}))
		.toSorted((left, right) => left.p - right.p);
}

function effectsIn(
	one: MapCell,
	other: MapCell,
): ReadonlyArray<Omit<Difference, 'p'>> {
	const {workload, phase, kind} = one;
	const effects = [
		...new Set([...Object.keys(one.effects), ...Object.keys(other.effects)]),
	];
	// Of two effects the second says what the first does.
	const told = effects.length === 2 ? effects.slice(0, 1) : effects;
	return told.map(effect => ({
		workload,
		phase,
		kind,
		effect,
		one: {count: one.effects[effect] ?? 0, of: trialsIn(one)},
		other: {count: other.effects[effect] ?? 0, of: trialsIn(other)},
	}));
}

function trialsIn({effects}: MapCell): number {
	return Object.values(effects).reduce((sum, count) => sum + count, 0);
}
