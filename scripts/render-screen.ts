import {borderPath, type Box} from './box-drawing.js';

/** A colour of the terminal's palette (0 to 255), or any other as `#rrggbb`. */
export type Colour = number | string;

/** One place of the screen. A wide character has an empty cell after it. */
export type Cell = {
	readonly text: string;
	/** In columns: 1, or 2 for a wide character, or 0 for the place after one. */
	readonly width: number;
	/** `undefined`: the terminal's default. */
	readonly foreground: Colour | undefined;
	readonly background: Colour | undefined;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isInverse: boolean;
};

const cellWidth = 8.4;
const cellHeight = 19;
const baseline = 14;
const fontSize = 14;
const margin = 14;
const ownForeground = '#d0d7de';
const ownBackground = '#0d1117';
const frame = '#30363d';
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

// The 16 named colours, in the order of SGR 30 to 37 and 90 to 97.
const named = [
	'#484f58',
	'#ff7b72',
	'#3fb950',
	'#d29922',
	'#58a6ff',
	'#bc8cff',
	'#39c5cf',
	'#b1bac4',
	'#6e7681',
	'#ffa198',
	'#56d364',
	'#e3b341',
	'#79c0ff',
	'#d2a8ff',
	'#56d4dd',
	'#ffffff',
];

type Look = {
	readonly foreground: string;
	readonly background: string;
	readonly isBold: boolean;
	readonly isDim: boolean;
};

/** Adjacent cells that look the same and are drawn the same way. */
type Run = Look & {
	readonly kind: 'text' | 'wide' | 'border' | 'full' | 'shade';
	readonly text: string;
	readonly row: number;
	readonly column: number;
	readonly columns: number;
};

/** Draws a terminal's content as an SVG picture. */
export function renderScreen(screen: ReadonlyArray<readonly Cell[]>): string {
	const columns = Math.max(0, ...screen.map(line => line.length));
	const width = Math.ceil(columns * cellWidth + 2 * margin);
	const height = screen.length * cellHeight + 2 * margin;
	const runs = screen.flatMap((line, row) => toRuns(line, row));
	const elements = [
		...runs.map(run => renderBackground(run)),
		...renderBorders(runs),
		...runs.flatMap(run => renderForeground(run)),
	];

	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${fonts}" font-size="${fontSize}">
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${ownBackground}" stroke="${frame}"/>
${elements.filter(Boolean).join('\n')}
</svg>
`;
}

function toRuns(line: readonly Cell[], row: number): readonly Run[] {
	const runs: Run[] = [];
	for (const [column, cell] of line.entries()) {
		if (cell.width === 0) {
			continue;
		}

		const text = cell.text || ' ';
		const run: Run = {
			...lookOf(cell),
			kind: kindOf(cell),
			text,
			row,
			column,
			columns: cell.width,
		};
		const last = runs.at(-1);
		if (last && isAlike(last, run)) {
			runs[runs.length - 1] = {
				...last,
				text: last.text + text,
				columns: last.columns + 1,
			};
		} else {
			runs.push(run);
		}
	}

	return runs;
}

function kindOf({text, width}: Cell): Run['kind'] {
	switch (text) {
		case '█': {
			return 'full';
		}

		case '░': {
			return 'shade';
		}

		default: {
			if (borderPath(text, {left: 0, top: 0, right: 0, bottom: 0})) {
				return 'border';
			}

			return width > 1 || text.length > 1 ? 'wide' : 'text';
		}
	}
}

/** A wide character is its own run, so that its width is right. */
function isAlike(one: Run, other: Run): boolean {
	return (
		one.kind === other.kind &&
		one.kind !== 'wide' &&
		one.foreground === other.foreground &&
		one.background === other.background &&
		one.isBold === other.isBold &&
		one.isDim === other.isDim
	);
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
		const path = [...run.text]
			.map((text, index) =>
				borderPath(
					text,
					boxOf({...run, column: run.column + index, columns: 1}),
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
		`fill="${run.foreground}"`,
		`textLength="${(columns * cellWidth).toFixed(1)}"`,
		'lengthAdjust="spacingAndGlyphs"',
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
	const left = margin + column * cellWidth;
	const top = margin + row * cellHeight;
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
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(
			/(?!\p{ASCII})\p{Extended_Pictographic}/gu,
			sign => `${sign}\uFE0E`,
		);
}

function lookOf(cell: Cell): Look {
	const foreground = toCss(cell.foreground) ?? ownForeground;
	const background = toCss(cell.background) ?? ownBackground;
	return {
		foreground: cell.isInverse ? background : foreground,
		background: cell.isInverse ? foreground : background,
		isBold: cell.isBold,
		isDim: cell.isDim,
	};
}

/** The colours of xterm's palette: 16 names, a 6 x 6 x 6 cube, 24 greys. */
function toCss(colour: Colour | undefined): string | undefined {
	if (typeof colour !== 'number') {
		return colour;
	}

	if (colour < 16) {
		return named[colour];
	}

	if (colour >= 232) {
		return toHex([0, 0, 0].map(() => 8 + (colour - 232) * 10));
	}

	const cube = [36, 6, 1].map(step => Math.floor((colour - 16) / step) % 6);
	return toHex(cube.map(level => (level === 0 ? 0 : 55 + level * 40)));
}

function toHex(levels: readonly number[]): string {
	return `#${levels.map(level => level.toString(16).padStart(2, '0')).join('')}`;
}
