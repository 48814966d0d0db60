import {formatDuration, grouped} from '../../format.js';
import {workloadMap} from '../../lab/sweep/map-rows.js';
import {
	isSwept,
	trialsLeft,
	type SweepState,
} from '../../lab/sweep/sweep-state.js';
import {type SweepSight} from '../../lab/sweep/sweep-sight.js';
import {timeLeft} from '../../lab/sweep/time-left.js';
import {mapLines} from '../../output/sweep-map.js';
import {describeTrial} from '../../wording/sweep-words.js';
import {type Line} from '../attach/lines.js';
import {triedNow, type SweepChosen} from './sweep-chosen.js';

/** How far the sweep is, and what its newest trial did. Pure. */
export function progressLines(sight: SweepSight): readonly Line[] {
	const {sweep, isPaused, waiting} = sight;
	if (!sweep) {
		return [{text: 'Getting ready for the first run …'}];
	}

	const now = triedNow(sweep);
	const tried = sweep.tried[now];
	const {trials} = sweep.began;
	const newest = sweep.tried.flatMap(one => one.trials.at(-1) ?? []).at(-1);
	return [
		{
			text: [
				`${tried?.workload ?? ''}: ${grouped(tried?.trials.length ?? 0)} of ${grouped(trials)} kills`,
				...(sweep.tried.length > 1
					? [`workload ${now + 1} of ${sweep.tried.length}`]
					: []),
				describePace(sweep, isPaused),
			].join(' · '),
			...(isPaused && {tone: 'attention'}),
		},
		waiting === undefined
			? {text: newest ? describeTrial(newest, trials) : '', tone: 'dim'}
			: {text: waiting, tone: 'attention'},
	];
}

function describePace(sweep: SweepState, isPaused: boolean): string {
	if (isSwept(sweep)) {
		return 'done';
	}

	if (isPaused) {
		return 'paused: space goes on';
	}

	const left = timeLeft(sweep);
	return left === undefined ? '' : `about ${formatDuration(left)} left`;
}

/** The names of the workloads, with the shown one in brackets and those that are done marked. Pure. */
export function workloadsLine(
	sweep: SweepState,
	chosen: SweepChosen,
	width: number,
): Line {
	const shown = shownPlace(sweep, chosen);
	const words = sweep.tried.map((tried, place) => {
		const name = `${tried.workload}${trialsLeft(sweep, tried) === 0 ? ' ✔' : ''}`;
		return place === shown ? `[${name}]` : name;
	});
	// The shown one is never cut off.
	let from = 0;
	while (
		from < shown &&
		words.slice(from, shown + 1).join('  ').length > width - 2
	) {
		from++;
	}

	return {text: `${from > 0 ? '… ' : ''}${words.slice(from).join('  ')}`};
}

function shownPlace(sweep: SweepState, {workload}: SweepChosen): number {
	return Math.min(workload ?? triedNow(sweep), sweep.tried.length - 1);
}

/** The lines of the map that is shown. Pure. */
export function shownMap(
	{sweep}: SweepSight,
	chosen: SweepChosen,
	width: number,
): readonly string[] {
	const tried = sweep?.tried[shownPlace(sweep, chosen)];
	return sweep && tried
		? mapLines(workloadMap(tried, sweep.began.server), width)
		: [];
}

/** The lines above the map, and below it. */
const around = {above: 5, below: 2} as const;

/** How many lines of the map fit. Pure. @param height - Of all below the head. */
export function mapRoom(height: number): number {
	return Math.max(1, height - around.above - around.below);
}
