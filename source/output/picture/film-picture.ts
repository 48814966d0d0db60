import {escapeHtml} from '../html.js';
import {type Film, type Frame} from '../film.js';
import {cellHeight, cellWidth, drawRuns} from './draw-runs.js';
import {readLine} from './read-line.js';
import {toRuns} from './runs.js';
import {framed, pictureSize} from './screen-picture.js';

const own = ' data-made-by="kill-lab"';

/** How every one begins. */
export const filmBeginning = `<svg xmlns="http://www.w3.org/2000/svg"${own}`;

/** So long the last frame stays before the film begins again, in ms. */
const pause = 4000;

/** The least times between two frames that are tried, in ms. */
const intervals = [250, 500, 1000, 2000, 5000, 10_000, 30_000] as const;

/** A picture of a readme should not be larger, in bytes. */
const mostBytes = 300_000;

/**
A film as an SVG picture that moves by CSS alone, over and over; for who does not want that it is its last frame, still. Pure.

It has as many frames a second as make it no larger than a picture of a readme should be.
*/
export function filmPicture(film: Film): string {
	let picture = '';
	for (const interval of intervals) {
		picture = drawn({...film, frames: fewerFrames(film, interval)});
		if (picture.length <= mostBytes) {
			break;
		}
	}

	return picture;
}

/** The newest frame at each multiple of a time, the first one after each mark, and the last one. Pure. */
export function fewerFrames(
	{frames, marks, length}: Pick<Film, 'frames' | 'marks' | 'length'>,
	interval: number,
): readonly Frame[] {
	const times = Array.from(
		{length: Math.ceil(length / interval)},
		(_, index) => index * interval,
	);
	const kept = new Set([
		...times.map(time => frames.findLast(({at}) => at <= time)),
		...marks.map(mark => frames.find(({at}) => at > mark.at)),
		frames.at(-1),
	]);
	return frames.filter(frame => kept.has(frame));
}

function drawn({title, story, columns, rows, frames, length}: Film): string {
	const size = pictureSize(columns, rows);
	const width = Math.ceil(columns * cellWidth);
	const still = stillRows(frames, rows);
	const ids = new Map<string, string>();
	const use = (line: string, row: number) => {
		if (line.trim() === '') {
			return '';
		}

		const id = ids.get(line) ?? `r${ids.size}`;
		ids.set(line, id);
		return `<use href="#${id}" y="${row * cellHeight}"/>`;
	};

	const pictures = frames.map(
		({lines}, index) =>
			`<g transform="translate(${index * width})">${lines
				.map((line, row) => (still.has(row) ? '' : use(line, row)))
				.join('')}</g>`,
	);
	const ground = [...still].map(([row, line]) => use(line, row)).join('');
	return framed(
		`<defs>
${[...ids].map(([line, id]) => `<g id="${id}">${drawLine(line)}</g>`).join('\n')}
</defs>
${ground}
<svg width="${width}" height="${rows * cellHeight}"><g class="film">
${pictures.join('\n')}
</g></svg>`,
		size,
		{
			attributes: `${own} role="img" aria-labelledby="title story"`,
			head: `<title id="title">${escapeHtml(title)}</title>
<desc id="story">${escapeHtml(story)}</desc>
<style>${motion(frames, length, width)}</style>
`,
		},
	);
}

/** The rows that are alike in all frames, with their lines. */
function stillRows(
	[first, ...others]: readonly Frame[],
	rows: number,
): ReadonlyMap<number, string> {
	return new Map(
		Array.from({length: rows}, (_, row) => row)
			.map(row => [row, first?.lines[row] ?? ''] as const)
			.filter(([row, line]) =>
				others.every(({lines}) => (lines[row] ?? '') === line),
			),
	);
}

function drawLine(line: string): string {
	return drawRuns(toRuns(readLine(line), 0)).join('');
}

/** The frames stand side by side, and pass by a window. */
function motion(
	frames: readonly Frame[],
	length: number,
	width: number,
): string {
	const whole = length + pause;
	const last = `transform:translateX(-${(frames.length - 1) * width}px)`;
	const keyframes = frames.map(
		({at}, index) =>
			`${((at / whole) * 100).toFixed(3)}%{transform:translateX(-${index * width}px)}`,
	);
	return `
svg[data-made-by]{max-width:100%;height:auto}
.film{${last};animation:film ${(whole / 1000).toFixed(2)}s step-end infinite}
@keyframes film{
${keyframes.join('\n')}
}
@media (prefers-reduced-motion:reduce){.film{animation:none}}
`;
}
