import {formatDuration} from '../format.js';
import {allTimelines, type Timeline} from '../lab/history/timeline.js';
import {type KillState, type RunState} from '../lab/history/state.js';
import {count} from '../wording/words.js';
import {element, escapeHtml} from './html.js';
import {describeMoment, killLines, mostLines} from './kill-lines.js';
import {timeAxis} from './time-axis.js';

/** In units of the drawing, which are about a pixel. */
const width = 900;
const laneHeight = 30;
const barHeight = 18;
const left = 240;
const right = 20;
/** Above the lanes: the numbers of the kills, in two lines where they are close. */
const top = 40;
const letter = 6.6;

/** More statements than these are not drawn: those that no kill met go first. */
const mostLanes = 40;

type Lane = ReturnType<typeof allTimelines>[number];

/** The statements of a run as bars, by their phases, and each kill as a line across them at its moment; empty if there was no statement. Pure. */
export function runChart(run: RunState): string {
	const {startedAt: from, kills} = run;
	const to = Math.max(from + 1, endOf(run));
	const all = allTimelines(run, to);
	const lanes = chosenLanes(all);
	if (lanes.length === 0) {
		return '';
	}

	const x = (ms: number) =>
		left + ((ms - from) / (to - from)) * (width - left - right);
	const bottom = top + lanes.length * laneHeight;
	const title = 'The statements, and when the kills came';
	return element(
		'figure',
		{},
		[
			element(
				'figcaption',
				{},
				escapeHtml(
					[
						`${title}, since the run began`,
						...undrawn(all.length - lanes.length, 'statement'),
						...undrawn(kills.length - mostLines, 'kill'),
					].join('; '),
				),
			),
			element(
				'div',
				{
					class: 'scroll',
					tabindex: 0,
					role: 'region',
					'aria-label': `Run ${run.run}: ${title}`,
				},
				element(
					'svg',
					{
						viewBox: `0 0 ${width} ${bottom + 24}`,
						role: 'img',
						'aria-label': `${title}: ${count(all.length, 'statement')} in ${formatDuration(to - from)}; ${momentsIn(kills, from)}. The table has the figures.`,
					},
					[
						...lanes.map((lane, index) =>
							drawLane(lane, {x, y: top + index * laneHeight}),
						),
						...killLines(kills, {x, bottom, from}),
						timeAxis({
							from: 0,
							to: to - from,
							x: ms => x(ms + from),
							y: bottom + 18,
						}),
					].join('\n'),
				),
			),
		].join(''),
	);
}

function undrawn(number: number, what: string): readonly string[] {
	return number > 0 ? [`${count(number, `more ${what}`)} not drawn`] : [];
}

/** Nobody listens to more of them. */
const mostTold = 10;

function momentsIn(kills: readonly KillState[], from: number): string {
	const told = kills.slice(0, mostTold).map(kill => describeMoment(kill, from));
	const rest = kills.length - told.length;
	return kills.length === 0
		? 'no kill'
		: [...told, ...(rest > 0 ? [count(rest, 'more kill')] : [])].join('; ');
}

/** When the last thing of a run was seen, in ms on the session's clock. */
function endOf({startedAt, statements, kills}: RunState): number {
	return Math.max(
		startedAt,
		...statements.map(statement => statement.ended?.at ?? statement.startedAt),
		...kills.map(({sentAt, transactionGoneAt, threadGoneAt}) =>
			Math.max(sentAt, transactionGoneAt ?? 0, threadGoneAt ?? 0),
		),
	);
}

/** All, or those that a kill met and the newest of the others. */
function chosenLanes(all: readonly Lane[]): readonly Lane[] {
	const isMet = ({timeline}: Lane) => timeline.marks.length > 0;
	const met = all.filter(lane => isMet(lane)).slice(-mostLanes);
	const others = all.filter(lane => !isMet(lane));
	const chosen = new Set([
		...met,
		...others.slice(Math.max(0, others.length - (mostLanes - met.length))),
	]);
	return all.filter(lane => chosen.has(lane));
}

type Place = {readonly x: (ms: number) => number; readonly y: number};

function drawLane({startedAt, timeline}: Lane, {x, y}: Place): string {
	const middle = y + laneHeight / 2;
	return [
		element('line', {
			x1: 0,
			x2: width - right,
			y1: y + laneHeight,
			y2: y + laneHeight,
		}),
		element(
			'text',
			{x: 4, y: middle + 4},
			escapeHtml(shortened(laneName(timeline), left - 12)),
		),
		...timeline.stretches.map(({phase, from, to}, index) => {
			const begin = x(startedAt + from);
			const size = Math.max(1, x(startedAt + to) - begin);
			return [
				element(
					'rect',
					{
						class: index % 2 === 0 ? 'phase' : 'phase other',
						x: begin.toFixed(1),
						y: middle - barHeight / 2,
						width: size.toFixed(1),
						height: barHeight,
					},
					element(
						'title',
						{},
						escapeHtml(
							`${laneName(timeline)}: ${phase}, ${formatDuration(to - from)}`,
						),
					),
				),
				size > phase.length * letter + 4
					? element(
							'text',
							{x: (begin + 4).toFixed(1), y: middle + 4},
							escapeHtml(phase),
						)
					: '',
			].join('');
		}),
	].join('');
}

function laneName({name, step}: Timeline): string {
	return step === undefined ? name : `${name} ${step}`;
}

/** @param room - In units of the drawing. */
function shortened(text: string, room: number): string {
	const most = Math.floor(room / letter);
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
