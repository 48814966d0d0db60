import stringWidth from 'string-width';
import {type OwnSetting} from '../own-setting.js';
import {printable} from '../printable.js';
import {originClauses} from '../wording/origin-words.js';
import {wrap} from './wrap.js';

/** The widest columns of names and values, in cells; what is wider moves what follows down a line. */
const widest = {name: 24, value: 28};

const gap = '  ';

/**
Where each setting came from, as lines of three columns, and in one paragraph those that nobody set.

@param width - Cells.
*/
export function settingsReport(
	settings: readonly OwnSetting[],
	width: number,
): readonly string[] {
	const isUsual = ({origin, unused}: OwnSetting) =>
		origin.type === 'default' && unused === undefined;
	const set = settings
		.filter(setting => !isUsual(setting))
		.map(setting => ({
			name: setting.name,
			value: printable(setting.value),
			origin: originClauses(setting).map(clause => printable(clause)),
		}));
	const usual = settings
		.filter(setting => isUsual(setting))
		.map(({name, value}) => `${name} ${printable(value)}`);
	const columns = {
		name: columnWidth(
			set.map(({name}) => name),
			widest.name,
		),
		value: columnWidth(
			set.map(({value}) => value),
			widest.value,
		),
	};
	return [
		'Settings, and where each came from:',
		...set.flatMap(row => rowLines(row, columns, width)),
		...(usual.length === 0
			? []
			: wrap(`Defaults: ${usual.join('; ')}.`, width - gap.length).map(
					line => `${gap}${line}`,
				)),
	];
}

function columnWidth(cells: readonly string[], most: number): number {
	return Math.max(
		0,
		...cells.map(cell => stringWidth(cell)).filter(cell => cell <= most),
	);
}

type Row = {
	readonly name: string;
	readonly value: string;
	readonly origin: readonly string[];
};

function rowLines(
	{name, value, origin}: Row,
	columns: {readonly name: number; readonly value: number},
	width: number,
): readonly string[] {
	const start = `${gap}${pad(name, columns.name)}${gap}`;
	const indent = ' '.repeat(stringWidth(start));
	const at = indent.length + columns.value + gap.length;
	if (stringWidth(value) > columns.value) {
		const room = width - indent.length;
		const [first = '', ...rest] = wrap(value, room);
		return [
			`${start}${first}`,
			...[...rest, ...fit(origin, room)].map(line => `${indent}${line}`),
		];
	}

	const [first = '', ...rest] = fit(origin, width - at);
	return [
		`${start}${pad(value, columns.value)}${gap}${first}`.trimEnd(),
		...rest.map(line => `${' '.repeat(at)}${line}`),
	];
}

/** Clauses on one line, or else each on its own. */
function fit(clauses: readonly string[], width: number): readonly string[] {
	const line = clauses.join('; ');
	return stringWidth(line) <= width
		? [line]
		: clauses.flatMap(clause => wrap(clause, width));
}

function pad(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
