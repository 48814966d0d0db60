import stringWidth from 'string-width';
import {attachKeys} from '../../source/keys/attach-keys.js';
import {labKeys} from '../../source/keys/lab-keys.js';
import {replayKeys} from '../../source/keys/replay-keys.js';
import {type ScreenKey} from '../../source/keys/screen-key.js';

/** What a table tells of a key. */
export type ToldKey = Pick<
	ScreenKey<string, never>,
	'name' | 'meaning' | 'inFull'
>;

const headings = ['key', 'what it does'] as const;

/** The keys that work without a panel, as a table in Markdown. Pure. */
export function keyTable(keys: readonly ToldKey[]): string {
	const rows = keys.flatMap(({name, meaning, inFull = meaning}) =>
		inFull === undefined ? [] : [[nameInMarkdown(name), inFull] as const],
	);
	const widths = [0, 1].map(column =>
		Math.max(...[headings, ...rows].map(row => stringWidth(row[column] ?? ''))),
	);
	const line = (row: readonly string[], filler = ' ') =>
		`| ${row
			.map(
				(cell, column) =>
					cell + filler.repeat((widths[column] ?? 0) - stringWidth(cell)),
			)
			.join(' | ')} |\n`;
	return [
		line(headings),
		line(['', ''], '-'),
		...rows.map(row => line(row)),
	].join('');
}

/** A key that is a word stands for itself; the others are characters. */
function nameInMarkdown(name: string): string {
	return name
		.split(' ')
		.map(key =>
			key.startsWith('^')
				? `Ctrl-${key.slice(1)}`
				: key.length === 1
					? `\`${key}\``
					: key,
		)
		.join(' ');
}

/** The readme with the table of each registry in its place: that of the lab, that of attach, then that of a replay. Pure. @throws If it has not as many tables of keys. */
export function withKeyTables(readme: string): string {
	const tables = [labKeys, attachKeys, replayKeys].map(keys => keyTable(keys));
	const places = readme.match(place)?.length;
	if (places !== tables.length) {
		throw new Error(`The readme has ${places ?? 0} tables of keys.`);
	}

	return readme.replaceAll(place, () => tables.shift() ?? '');
}

const place = /^\| key +\| what it does +\|\n(?:\|.*\n)+/gm;
