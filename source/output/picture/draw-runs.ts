import {escapeHtml} from '../html.js';
import {borderPath, type Box} from './box-drawing.js';
import {ownBackground, ownForeground} from './colours.js';
import {type Look, type Run} from './runs.js';

/** The size of a cell, in units of the picture, which are pixels. */
export const cellWidth = 8.4;
export const cellHeight = 19;

const baseline = 14;
const dim = 0.6;

const fonts = [
	'ui-monospace',
	"'SF Mono'",
	'Menlo',
	'Consolas',
	"'DejaVu Sans Mono'",
	"'Liberation Mono'",
	'monospace',
].join(', ');

/** What the elements inherit. */
export const inherited = `font-family="${fonts}" font-size="14" fill="${ownForeground}"`;

/** Draws runs as SVG elements, the first cell of the first row at the origin. Pure. */
export function drawRuns(runs: readonly Run[]): readonly string[] {
	return [
		...runs.map(run => renderBackground(run)),
		...renderBorders(runs),
		...runs.flatMap(run => renderForeground(run)),
	].filter(Boolean);
}

function renderBackground(run: Run): string {
	const {top, bottom, ...rest} = boxOf(run);
	return run.background === ownBackground
		? ''
		: renderBox(
				{...rest, top: top + 1, bottom: bottom - 1},
				run.background,
				' rx="2"',
			);
}

/** All borders that look the same are one path. */
function renderBorders(runs: readonly Run[]): readonly string[] {
	const paths = new Map<string, string>();
	for (const run of runs.filter(({kind}) => kind === 'border')) {
		const style = `stroke="${run.foreground}"${opacity(run)}`;
		// A straight line is one, however long.
		const path = [...run.text.matchAll(/─+|./g)]
			.map(({0: text, index}) =>
				borderPath(
					text.charAt(0),
					boxOf({...run, column: run.column + index, columns: text.length}),
				),
			)
			.join('');
		paths.set(style, (paths.get(style) ?? '') + path);
	}

	return [...paths].map(
		([style, path]) => `<path d="${path}" fill="none" ${style}/>`,
	);
}

function renderForeground(run: Run): readonly string[] {
	switch (run.kind) {
		case 'full': {
			return [renderBox(barOf(run), run.foreground, opacity(run))];
		}

		case 'shade': {
			return [renderBox(barOf(run), run.foreground, ' opacity="0.2"')];
		}

		case 'border': {
			return [];
		}

		default: {
			// Each field keeps its column, whatever the width of the viewer's font.
			return [...run.text.matchAll(/\S+(?: \S+)*/g)].map(({0: text, index}) =>
				renderText(
					run,
					text,
					run.column + index,
					run.kind === 'wide' ? run.columns : text.length,
				),
			);
		}
	}
}

function renderText(
	run: Run,
	text: string,
	column: number,
	columns: number,
): string {
	const {left, top} = boxOf({...run, column});
	const attributes = [
		`x="${left.toFixed(1)}"`,
		`y="${top + baseline}"`,
		...(run.foreground === ownForeground ? [] : [`fill="${run.foreground}"`]),
		...(columns === 1
			? []
			: [`textLength="${(columns * cellWidth).toFixed(1)}"`]),
		...(run.kind === 'wide' ? ['lengthAdjust="spacingAndGlyphs"'] : []),
		...(run.isBold ? ['font-weight="bold"'] : []),
	];
	return `<text ${attributes.join(' ')}${opacity(run)}>${escapeText(text)}</text>`;
}

function renderBox(
	{left, top, right, bottom}: Box,
	fill: string,
	rest = '',
): string {
	return `<rect x="${left.toFixed(1)}" y="${top}" width="${(right - left).toFixed(1)}" height="${bottom - top}" fill="${fill}"${rest}/>`;
}

function boxOf({
	row,
	column,
	columns,
}: Pick<Run, 'row' | 'column' | 'columns'>): Box {
	const left = column * cellWidth;
	const top = row * cellHeight;
	return {
		left,
		top,
		right: left + columns * cellWidth,
		bottom: top + cellHeight,
	};
}

/** A block leaves room for the lines above and below it. */
function barOf(run: Run): Box {
	const {top, bottom, ...rest} = boxOf(run);
	return {...rest, top: top + 3, bottom: bottom - 3};
}

function opacity({isDim}: Look): string {
	return isDim ? ` opacity="${dim}"` : '';
}

/** Check marks and the like must be text, not emoji. */
function escapeText(text: string): string {
	return escapeHtml(text).replaceAll(
		/(?!\p{ASCII})\p{Extended_Pictographic}/gu,
		sign => `${sign}\uFE0E`,
	);
}
