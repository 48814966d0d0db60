import {labKeys} from '../keys/lab-keys.js';
import {fill} from './fill.js';
import {spelled, type Flag} from './flag.js';
import {flags} from './flags.js';

/** The keys that a beginner needs, as a sentence. */
function keyLines(): readonly string[] {
	return fill(
		'With no server named, a private throwaway one starts. Keys:',
		labKeys.flatMap(({name, usage}) =>
			usage === undefined ? [] : [`${name.replace('^', 'Ctrl-')} ${usage}`],
		),
		'.',
	);
}

const told = Object.entries<Flag>(flags);

/** The flags that the mysql client has too: those with a letter first, by it. */
function mysqlLines(): readonly string[] {
	const known = told.filter(([, {help}]) => help?.at === 'mysql');
	const letters = known.flatMap(([, {shortFlag}]) =>
		shortFlag === undefined ? [] : [`-${shortFlag}`],
	);
	const words = known.flatMap(([name, {shortFlag}]) =>
		shortFlag === undefined ? [spelled(name)] : [],
	);
	const lines = fill(`  ${letters.join(' ')},`, words, '', '  ');
	return lines.with(-1, `${lines.at(-1)?.padEnd(50)}as in the mysql client`);
}

/** A flag with what it takes. */
function withValue(name: string, value: string | undefined): string {
	const gap = value === undefined || value.startsWith('[') ? '' : ' ';
	return `${spelled(name)}${gap}${value ?? ''}`;
}

/** The two columns of a line. */
type Line = {readonly left: string; readonly right: string};

function flagLines(): readonly string[] {
	const lines: Line[] = [];
	for (const [name, {help}] of told) {
		const {left, right} = lines.at(-1) ?? {left: '', right: ''};
		switch (help?.at) {
			case 'line': {
				lines.push({left: withValue(name, help.value), right: help.text});
				break;
			}

			case 'left': {
				lines.splice(-1, 1, {
					left: `${left}, ${withValue(name, help.value)}`,
					right: [right, help.text].filter(Boolean).join('; '),
				});
				break;
			}

			case 'right': {
				// Two bare flags belong together.
				const gap =
					help.value === undefined && /; --\S+$/.test(right) ? ', ' : '; ';
				lines.splice(-1, 1, {
					left,
					right: `${right}${gap}${withValue(name, help.value)}`,
				});
				break;
			}

			case 'mysql':
			case 'usage':
			case undefined: {
				break;
			}
		}
	}

	return lines.map(({left, right}) => `  ${left.padEnd(22)} ${right}`);
}

/** The flags that only one command takes, on its line. */
function usageFlags(): string {
	return told
		.map(([name, {help}]) =>
			help?.at === 'usage' ? `[${withValue(name, help.value)}]` : '',
		)
		.join('');
}

/** What `--help` prints: one screen of 80 x 24. */
export const help = `${[
	'Usage: kill-lab [options] [mysql://user@host:port/database] | sweep | claims',
	`       kill-lab doctor [URI] | attach URI | replay FILE|${spelled('demo')} X ${usageFlags()}`,
	'attach kills with proof, sweep maps what kills do, claims tests the manuals.',
	'Shows what KILL QUERY and KILL CONNECTION do to a transaction, and proves it.',
	...keyLines(),
	...mysqlLines(),
	...flagLines(),
	'Exit: 0 all or nothing, 1 error, 2 usage, 3 partial, 4 unverified, 130 Ctrl-C',
].join('\n')}\n`;
