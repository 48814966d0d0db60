import {ownBackground} from './colours.js';
import {cellHeight, cellWidth, drawRuns, inherited} from './draw-runs.js';
import {toRuns, type Cell} from './runs.js';

const margin = 14;
const frame = '#30363d';

/** The size of a picture with so many cells, in pixels. */
export function pictureSize(
	columns: number,
	rows: number,
): {readonly width: number; readonly height: number} {
	return {
		width: Math.ceil(columns * cellWidth + 2 * margin),
		height: rows * cellHeight + 2 * margin,
	};
}

/** What is around the cells of a picture: its ground with a border, and its size. @param content - SVG, the first cell at the origin. */
export function framed(
	content: string,
	{width, height}: ReturnType<typeof pictureSize>,
	{attributes = '', head = ''} = {},
): string {
	return `<svg xmlns="http://www.w3.org/2000/svg"${attributes} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${inherited}>
${head}<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${ownBackground}" stroke="${frame}"/>
<g transform="translate(${margin} ${margin})">
${content}
</g>
</svg>
`;
}

/** Draws a terminal's content as an SVG picture. Pure. */
export function renderScreen(screen: ReadonlyArray<readonly Cell[]>): string {
	const columns = Math.max(0, ...screen.map(line => line.length));
	return framed(
		drawRuns(screen.flatMap((line, row) => toRuns(line, row))).join('\n'),
		pictureSize(columns, screen.length),
	);
}
