import {transactionPhases} from '../events/aim.js';
import {killKinds} from '../events/kill.js';
import {type WorkloadFacts} from '../workloads/facts/contract.js';
import {factsNamed} from '../workloads/facts/registry.js';
import {surprisesIn, type Surprise} from './surprises.js';
import {wilson, type Interval} from './interval.js';
import {mapOf, type MapCell} from './map.js';
import {quantilesOf, type Quantiles} from './quantiles.js';
import {type SweepBegan} from './sweep-line.js';
import {type TriedTogether} from './server-maps.js';

/** A cell of the map, with what it comes to. */
export type MapRow = Pick<
	MapCell,
	'phase' | 'kind' | 'effects' | 'outcomes'
> & {
	readonly trials: number;
	/** What was seen most often. */
	readonly mostly: {
		readonly effect: string;
		readonly count: number;
		/** Of its share, in 95 of 100 cases. */
		readonly interval: Interval;
	};
	/** From sending to the server's OK, in ms; absent: it never came. */
	readonly answered?: Quantiles;
	/** From that OK to the effect, in ms; absent: nothing was ended. */
	readonly bit?: Quantiles;
};

/** The map of one workload. */
export type WorkloadMap = {
	readonly workload: string;
	readonly trials: number;
	/** The effects that were seen, in the order of the columns. */
	readonly effects: readonly string[];
	/** In the order in which a run meets the phases. */
	readonly rows: readonly MapRow[];
	/** How often each was left of the data. */
	readonly outcomes: Readonly<Record<string, number>>;
	/** What was seen that the program does not expect. */
	readonly surprises: readonly Surprise[];
	/** Why this server can't run it. */
	readonly refused?: string;
};

/** What a kill ended comes first, and what nobody knows last. */
const effectOrder: readonly string[] = [
	'interrupted',
	'disconnected',
	'lost',
	'too-late',
	'too-late?',
	'no-statement',
	'already-gone',
	'refused',
	'unknown',
	'unsent',
];

/** The map of what was tried of one workload. Pure. @param server - What is known depends on it. */
export function workloadMap(
	{workload, trials, refused}: TriedTogether,
	server: SweepBegan['server'],
): WorkloadMap {
	const map = mapOf(trials);
	const facts = factsNamed(workload);
	const rows = map
		.cells()
		.toSorted(
			(one, other) =>
				placeOf(one, facts) - placeOf(other, facts) ||
				killKinds.indexOf(one.kind) - killKinds.indexOf(other.kind),
		)
		.map(cell => rowOf(cell));
	return {
		workload,
		trials: map.trials(),
		effects: effectOrder.filter(effect =>
			rows.some(({effects}) => effects[effect] !== undefined),
		),
		rows,
		surprises: surprisesIn(workload, rows, server),
		outcomes: sumOf(rows.map(({outcomes}) => outcomes)),
		...(refused !== undefined && {refused}),
	};
}

/** When a run meets the phase of a cell, among the others. */
function placeOf(
	{phase}: Pick<MapCell, 'phase'>,
	facts: WorkloadFacts | undefined,
): number {
	const order: readonly string[] = [
		'setup',
		'begin',
		'generate',
		'savepoint',
		'identify',
		...(facts?.phases.map(({name}) => name) ?? []),
		'verify',
		'idle',
		'prepare',
		'prepared',
		...transactionPhases,
		'cut off',
		'look',
		'over',
	];
	const place = order.indexOf(phase);
	return place === -1 ? order.length : place;
}

function rowOf({
	phase,
	kind,
	effects,
	outcomes,
	answered,
	bit,
}: MapCell): MapRow {
	const trials = sum(Object.values(effects));
	const [effect = 'unknown', count = 0] =
		Object.entries(effects).toSorted(([, one], [, other]) => other - one)[0] ??
		[];
	const ok = quantilesOf(answered);
	const bite = quantilesOf(bit);
	return {
		phase,
		kind,
		effects,
		outcomes,
		trials,
		mostly: {effect, count, interval: wilson(count, trials)},
		...(ok && {answered: ok}),
		...(bite && {bit: bite}),
	};
}

function sumOf(
	counts: ReadonlyArray<Readonly<Record<string, number>>>,
): Readonly<Record<string, number>> {
	const names = [...new Set(counts.flatMap(count => Object.keys(count)))];
	return Object.fromEntries(
		names.map(name => [name, sum(counts.map(count => count[name] ?? 0))]),
	);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
