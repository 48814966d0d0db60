import {labKeys} from '../keys/lab-keys.js';
import {listed} from '../listed.js';
import {exitEntries} from './exit-codes.js';
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

/** A flag with what it takes. @param lists - The words in place of their name. */
function withValue(name: string, {value}: Flag, lists = false): string {
	const words = lists ? listed(value?.words ?? [], 'or') : value?.name;
	return `${spelled(name)}${words === undefined ? '' : value?.isOptional ? `[=${words}]` : ` ${words}`}`;
}

/** The two columns of a line. */
type Line = {readonly left: string; readonly right: string};

function flagLines(): readonly string[] {
	const lines: Line[] = [];
	for (const [name, flag] of told) {
		const {help} = flag;
		const {left, right} = lines.at(-1) ?? {left: '', right: ''};
		switch (help?.at) {
			case 'line': {
				lines.push({left: withValue(name, flag), right: help.text});
				break;
			}

			case 'left': {
				lines.splice(-1, 1, {
					left: `${left}, ${withValue(name, flag)}`,
					right: [right, help.text].filter(Boolean).join('; '),
				});
				break;
			}

			case 'right': {
				// Two bare flags belong together.
				const gap =
					flag.value === undefined && /; --\S+$/.test(right) ? ', ' : '; ';
				lines.splice(-1, 1, {
					left,
					right: `${right}${gap}${withValue(name, flag, help.lists)}`,
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
		.map(([name, flag]) =>
			flag.help?.at === 'usage' ? `[${withValue(name, flag)}]` : '',
		)
		.join('');
}

/** The exit codes, in a word or two. */
function exitLine(): string {
	return `Exit: ${exitEntries
		.flatMap(({code, brief}) =>
			brief === undefined ? [] : [`${code} ${brief}`],
		)
		.join(', ')}`;
}

/** What `--help` prints: one screen of 80 x 24. */
export const help = `${[
	'Usage: kill-lab [options] [mysql://user@host:port/database] | doctor [URI]',
	'       kill-lab attach URI (kills with proof) | sweep (maps kills) | completion',
	`       kill-lab claims | replay FILE or ${spelled('demo')} X ${usageFlags()} | help [TOPIC]`,
	'Shows what KILL QUERY and KILL CONNECTION do to a transaction, and proves it.',
	...keyLines(),
	...mysqlLines(),
	...flagLines(),
	exitLine(),
].join('\n')}\n`;
