import {formatDuration, grouped} from '../format.js';
import {type Interval} from '../lab/sweep/interval.js';
import {type BugState} from '../lab/sweep/known-bugs.js';
import {type MapRow, type WorkloadMap} from '../lab/sweep/map-rows.js';
import {type Quantiles} from '../lab/sweep/quantiles.js';
import {type SweepBegan, type TrialDone} from '../lab/sweep/sweep-line.js';
import {flavourName} from '../server/flavour.js';
import {count, killName, shortEffects} from './words.js';

/** What a kill did, as the map's columns have it. */
export function mapEffect(effect: string): string {
	return isTold(effect) ? shortEffects[effect] : effect;
}

function isTold(effect: string): effect is keyof typeof shortEffects {
	return Object.hasOwn(shortEffects, effect);
}

/** A share with its interval, never a bare percentage: `interrupted 48 of 50, 87-99 %`. Pure. */
export function mostlyWords({mostly, trials}: MapRow): string {
	const {effect, count, interval} = mostly;
	return `${mapEffect(effect)} ${shareWords(count, trials, interval)}`;
}

/** `48 of 50, 87-99 %`. Pure. */
export function shareWords(
	count: number,
	of: number,
	{low, high}: Interval,
): string {
	return `${grouped(count)} of ${grouped(of)}, ${percent(low)}-${percent(high)} %`;
}

function percent(share: number): number {
	return Math.round(share * 100);
}

/** Three times in ms: `0.4/1.2/9.0`. Pure. */
export function quantileWords(quantiles: Quantiles | undefined): string {
	if (!quantiles) {
		return '-';
	}

	const {p50, p95, max} = quantiles;
	return [p50, p95, max].map(ms => digits(ms)).join('/');
}

/** Two digits at least. */
function digits(ms: number): string {
	return Math.abs(ms) < 9.95 ? ms.toFixed(1) : String(Math.round(ms));
}

/** What a sweep is about, in one line. Pure. */
export function describeSweep({
	server: {flavour, version},
	workloads,
	trials,
	kinds,
	seed,
}: SweepBegan): string {
	return `Sweep of ${flavourName(flavour)} ${version}: ${count(workloads.length, 'workload')}, ${count(trials, 'kill')} each (${kinds.map(kind => killName(kind)).join(' and ')}), seed ${seed}`;
}

/** What a sweep is about, by which program it was made, and when: to the minute, without the reader's time zone. Pure. */
export function describeOrigin(began: SweepBegan): string {
	const date = new Date(began.startedAt).toISOString().slice(0, 16);
	return `${describeSweep(began)}. Written by kill-lab ${began.version}; begun ${date.replace('T', ' ')} UTC.`;
}

/** How often a workload was tried, and what was left of the data; or why it was not tried. Pure. */
export function describeTried(map: WorkloadMap): string {
	const {trials, refused} = map;
	return refused === undefined
		? `${count(trials, 'kill')}. Left of the data: ${outcomesWords(map) || 'nothing was tried'}.`
		: `Not tried: ${refused}`;
}

/** A trial in one line: where it was aimed, where it landed, and what it did. Pure. */
export function describeTrial(
	{workload, trial, kind, aim, landed, effect, outcome, bit}: TrialDone,
	trials: number,
): string {
	const landing =
		landed === 'unsent'
			? 'its moment never came'
			: `in ${landed}: ${mapEffect(effect)}`;
	const left = outcome === undefined ? '' : `; ${outcome}`;
	return `${workload} ${trial}/${trials}: ${killName(kind)}, aimed at ${aim.slice(kind.length + 1)}, ${landing}${bit === undefined ? '' : ` ${afterOk(bit)}`}${left}`;
}

function afterOk(ms: number): string {
	return ms < 0
		? `${formatDuration(-ms)} before its OK`
		: `${formatDuration(ms)} after its OK`;
}

/** What was left of the data, and how often: `committed whole 12, rolled back whole 188`. Pure. */
export function outcomesWords({outcomes}: WorkloadMap): string {
	return Object.entries(outcomes)
		.map(([outcome, times]) => `${outcome} ${grouped(times)}`)
		.join(', ');
}

/** What was seen that the program does not expect, a sentence each. Pure. */
export function surpriseWords({
	surprises,
}: Pick<WorkloadMap, 'surprises'>): readonly string[] {
	return surprises.map(({phase, kind, effect, count, of, bugs}) =>
		[
			`Not known so far: ${killName(kind)} in ${phase} ${mapEffect(effect)}, ${grouped(count)} of ${grouped(of)}.`,
			...bugs.map(
				({id, what, mendedIn, state}) =>
					`It may be ${id}: ${what}; mended in ${mendedIn.join(', ')}, ${ofVersion[state]}.`,
			),
		].join(' '),
	);
}

const ofVersion: Readonly<Record<BugState, string>> = {
	'has it': 'and this version is older',
	mended: 'so this version should not have it',
	'not known': 'of this series nobody has told',
};
