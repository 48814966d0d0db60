import {grouped} from '../format.js';
import {usualLevel, type Difference} from '../lab/sweep/compare.js';
import {wilson} from '../lab/sweep/interval.js';
import {type SweepBegan} from '../lab/sweep/sweep-line.js';
import {type SweepState} from '../lab/sweep/sweep-state.js';
import {describeSweep, mapEffect, shareWords} from '../wording/sweep-words.js';
import {count, killColumn} from '../wording/words.js';
import {alignedColumns} from './aligned-columns.js';

/** Two sweeps that were compared. */
export type Comparison = {
	readonly one: SweepState;
	readonly other: SweepState;
	/** Every comparison, the surest difference first. */
	readonly differences: readonly Difference[];
};

/** The version of the document's schema. */
const comparisonSchema = 1;

/** What `sweep --compare A B --json` prints. */
export type ComparisonDocument = {
	readonly schema: number;
	readonly a: SweepBegan;
	readonly b: SweepBegan;
	/** Differences with a `p` of no more than this are sure. */
	readonly level: number;
	/** Every comparison, the surest difference first. */
	readonly differences: ReadonlyArray<
		Omit<Difference, 'one' | 'other'> & {
			readonly a: Difference['one'];
			readonly b: Difference['other'];
		}
	>;
};

/** What differs between two sweeps, and how sure that is. Pure. */
export function comparisonLines({
	one,
	other,
	differences,
}: Comparison): readonly string[] {
	const sure = differences.filter(({p}) => p <= usualLevel);
	return [
		`A: ${describeSweep(one.began)}`,
		`B: ${describeSweep(other.began)}`,
		'',
		`${count(differences.length, 'comparison')} in the cells that both have: ${sure.length === 0 ? 'nothing differs for sure' : `${grouped(sure.length)} ${sure.length === 1 ? 'differs' : 'differ'} for sure`} (p at most ${usualLevel}, Fisher's exact test, corrected after Holm).`,
		...(sure.length === 0
			? []
			: [
					'',
					...alignedColumns([
						['workload', 'phase', 'kill', 'effect', 'A', 'B', 'p'],
						...sure.map(({workload, phase, kind, effect, one, other, p}) => [
							workload,
							phase,
							killColumn[kind],
							mapEffect(effect),
							shareOf(one),
							shareOf(other),
							p < 0.0001 ? '< 0.0001' : p.toFixed(4),
						]),
					]),
				]),
	];
}

function shareOf({count, of}: Difference['one']): string {
	return shareWords(count, of, wilson(count, of));
}

/** The same as JSON. Pure. */
export function comparisonJson({one, other, differences}: Comparison): string {
	const document: ComparisonDocument = {
		schema: comparisonSchema,
		a: one.began,
		b: other.began,
		level: usualLevel,
		differences: differences.map(({one, other, ...rest}) => ({
			...rest,
			a: one,
			b: other,
		})),
	};
	return `${JSON.stringify(document)}\n`;
}
