import {formatDuration} from '../format.js';
import {element, escapeHtml} from './html.js';

/** The times at the beginning, the middle and the end of a drawing, as SVG. Pure. */
export function timeAxis({
	from,
	to,
	x,
	y,
}: {
	/** In ms. */
	readonly from: number;
	readonly to: number;
	/** Where a time is, in units of the drawing. */
	readonly x: (ms: number) => number;
	readonly y: number;
}): string {
	return [from, (from + to) / 2, to]
		.map((ms, index) =>
			element(
				'text',
				{
					x: x(ms).toFixed(1),
					y,
					'text-anchor': ['start', 'middle', 'end'][index] ?? 'middle',
				},
				escapeHtml(formatDuration(ms)),
			),
		)
		.join('');
}
