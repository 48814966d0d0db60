import {formatDuration} from '../format.js';
import {type TrialDone} from '../lab/sweep/sweep-line.js';
import {mapEffect} from '../wording/sweep-words.js';
import {count, killName} from '../wording/words.js';
import {element, escapeHtml} from './html.js';
import {timeAxis} from './time-axis.js';

/** In units of the drawing, which are about a pixel. */
const width = 900;
const laneHeight = 34;
const left = 120;
const right = 20;
const dot = 4;

/** So far from the middle of its lane a dot may be, so that those at one moment are not one. */
const spread = 11;

/** Where a trial is on an axis, in ms; `undefined`: nowhere. */
type Axis = (trial: TrialDone) => number | undefined;

/** Every trial as a dot at the moment of its kill in the statement, a lane for each effect. Pure. */
export function timelineChart(
	trials: readonly TrialDone[],
	effects: readonly string[],
): string {
	return chart(trials, effects, {
		at: ({at}) => at,
		title: 'When the kills came, in ms since the start of the statement',
	});
}

/** How long each kill took to bite, a lane for each effect. Pure. */
export function latencyChart(
	trials: readonly TrialDone[],
	effects: readonly string[],
): string {
	return chart(trials, effects, {
		at: ({bit}) => bit,
		title:
			"How long until the client saw the effect, in ms since the KILL's OK",
	});
}

function chart(
	trials: readonly TrialDone[],
	effects: readonly string[],
	{at, title}: {readonly at: Axis; readonly title: string},
): string {
	const placed = trials.flatMap(trial => {
		const ms = at(trial);
		return ms === undefined ? [] : [{trial, ms}];
	});
	if (placed.length === 0) {
		return '';
	}

	const lanes = effects.filter(effect =>
		placed.some(({trial}) => trial.effect === effect),
	);
	const from = Math.min(0, ...placed.map(({ms}) => ms));
	const to = Math.max(1, ...placed.map(({ms}) => ms));
	const x = (ms: number) =>
		left + ((ms - from) / (to - from)) * (width - left - right);
	const height = lanes.length * laneHeight + 24;
	const dots = placed.map(({trial, ms}, index) =>
		element(
			'circle',
			{
				class: trial.kind,
				cx: x(ms).toFixed(1),
				cy: (middleOf(lanes.indexOf(trial.effect)) + offset(index)).toFixed(1),
				r: dot,
			},
			element('title', {}, escapeHtml(describeDot(trial, ms))),
		),
	);
	return element(
		'figure',
		{},
		[
			element('figcaption', {}, escapeHtml(title)),
			element(
				'svg',
				{
					viewBox: `0 0 ${width} ${height}`,
					role: 'img',
					'aria-label': `${title}: ${lanes.map(effect => `${mapEffect(effect)} ${placed.filter(({trial}) => trial.effect === effect).length}`).join(', ')}; ${count(placed.length, 'kill')} from ${formatDuration(from)} to ${formatDuration(to)}. The tables have the figures.`,
				},
				[
					...lanes.flatMap((effect, lane) => [
						element('line', {
							x1: left,
							x2: width - right,
							y1: middleOf(lane),
							y2: middleOf(lane),
						}),
						element(
							'text',
							{x: 4, y: middleOf(lane) + 4},
							escapeHtml(mapEffect(effect)),
						),
					]),
					...dots,
					timeAxis({from, to, x, y: height - 4}),
				].join(''),
			),
		].join(''),
	);
}

function middleOf(lane: number): number {
	return lane * laneHeight + laneHeight / 2;
}

/** Repeatable, so that the same sweep gives the same page. */
function offset(index: number): number {
	const steps = 7;
	return (((index * 3) % steps) / (steps - 1) - 0.5) * 2 * spread;
}

function describeDot({trial, kind, landed, effect}: TrialDone, ms: number) {
	return `Kill ${trial}: ${killName(kind)} in ${landed}, ${mapEffect(effect)}, ${formatDuration(ms)}`;
}
