import {borderPath} from './box-drawing.js';
import {ownBackground, ownForeground, toCss, type Colour} from './colours.js';

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

/** How something is drawn: colours as CSS has them. */
export type Look = {
	readonly foreground: string;
	readonly background: string;
	readonly isBold: boolean;
	readonly isDim: boolean;
};

/** Adjacent cells that look the same and are drawn the same way. */
export type Run = Look & {
	readonly kind: 'text' | 'wide' | 'border' | 'full' | 'shade';
	readonly text: string;
	readonly row: number;
	readonly column: number;
	readonly columns: number;
};

/** The cells of a row as runs, without the empty ones. Pure. */
export function toRuns(line: readonly Cell[], row: number): readonly Run[] {
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
