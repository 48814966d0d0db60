import {formatDuration} from '../format.js';
import {type KillState} from '../lab/history/state.js';
import {effectWord, killName} from '../wording/words.js';
import {element, escapeHtml} from './html.js';

/** Two numbers side by side need so much, in units of the drawing. */
const closest = 20;

/** More lines than these would hide what they cross. */
export const mostLines = 100;

/** Kills as lines across a drawing, each with its number above it: in a second line, if it is close to the one before. Pure. @param options.from - When the run began, in ms on the session's clock. */
export function killLines(
	kills: readonly KillState[],
	{
		x,
		bottom,
		from,
	}: {
		/** Where a time is, in units of the drawing. */
		readonly x: (ms: number) => number;
		readonly bottom: number;
		readonly from: number;
	},
): readonly string[] {
	let before = -Infinity;
	let isLower = false;
	return kills.slice(0, mostLines).map(kill => {
		const place = x(kill.sentAt);
		isLower = place - before < closest && !isLower;
		before = place;
		const y = isLower ? 30 : 14;
		return element(
			'g',
			{class: `kill ${kill.kind}`},
			[
				element('title', {}, escapeHtml(describeMoment(kill, from))),
				element('line', {
					x1: place.toFixed(1),
					x2: place.toFixed(1),
					y1: y + 4,
					y2: bottom,
				}),
				element(
					'text',
					{x: place.toFixed(1), y, 'text-anchor': 'middle'},
					`${kill.kind === 'query' ? 'q' : 'c'}${kill.kill}`,
				),
			].join(''),
		);
	});
}

/** A kill, with its moment in the run and its effect. Pure. @param from - When the run began. */
export function describeMoment(kill: KillState, from: number): string {
	return `Kill ${kill.kill}: ${killName(kill.kind)} after ${formatDuration(kill.sentAt - from)}, ${effectWord(kill)}`;
}
