/** A colour of the terminal's palette (0 to 255), or any other as `#rrggbb`. */
export type Colour = number | string;

/** Of what has no colour of its own. */
export const ownForeground = '#d0d7de';
export const ownBackground = '#0d1117';

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

/** The colours of xterm's palette: 16 names, a 6 x 6 x 6 cube, 24 greys. */
export function toCss(colour: Colour | undefined): string | undefined {
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
