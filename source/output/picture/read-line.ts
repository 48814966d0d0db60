import stringWidth from 'string-width';
import {readCharacters} from '../../terminal/cells.js';
import {type Colour} from './colours.js';
import {type Cell} from './runs.js';

type Style = Omit<Cell, 'text' | 'width'>;

const plain: Style = {
	foreground: undefined,
	background: undefined,
	isBold: false,
	isDim: false,
	isInverse: false,
};

/** The cells of a line with SGR sequences. One with other sequences, which the screen does not draw, has none. Pure. */
export function readLine(line: string): readonly Cell[] {
	const cells: Cell[] = [];
	const isRead = readCharacters(line, ({character, style}) => {
		if (/\p{Cc}/u.test(character)) {
			return false;
		}

		const width = stringWidth(character);
		const last = cells.at(-1);
		if (width === 0 && last) {
			cells[cells.length - 1] = {...last, text: last.text + character};
			return true;
		}

		const look = lookOf(style);
		cells.push({...look, text: character, width});
		if (width > 1) {
			cells.push({...look, text: '', width: 0});
		}

		return true;
	});
	return isRead ? cells : [];
}

/** @param style - The parameters of an SGR sequence that starts from the default look. */
function lookOf(style: string): Style {
	let look = plain;
	for (const [parameters] of style.matchAll(
		/[34]8;5;\d+|[34]8;2(?:;\d+){3}|\d+/g,
	)) {
		look = {...look, ...setBy(parameters)};
	}

	return look;
}

const switches: ReadonlyMap<string, Partial<Style>> = new Map([
	['1', {isBold: true}],
	['2', {isDim: true}],
	['7', {isInverse: true}],
]);

function setBy(parameters: string): Partial<Style> {
	const [first = '', form, ...rest] = parameters.split(';');
	if (form !== undefined) {
		const colour = extended(form, rest.map(Number));
		return first === '38' ? {foreground: colour} : {background: colour};
	}

	const code = Number(first);
	return (
		switches.get(first) ??
		named(code, 30, 'foreground') ??
		named(code, 40, 'background') ??
		{}
	);
}

/** One of the 16 colours: eight from a code on, and eight bright ones 60 above it. */
function named(
	code: number,
	from: number,
	what: 'foreground' | 'background',
): Partial<Style> | undefined {
	const colour = code - from;
	return colour >= 0 && colour < 8
		? {[what]: colour}
		: colour >= 60 && colour < 68
			? {[what]: colour - 60 + 8}
			: undefined;
}

/** @param form - `5`: of the palette; `2`: red, green and blue. */
function extended(form: string, values: readonly number[]): Colour | undefined {
	return form === '5'
		? values[0]
		: `#${values.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}
