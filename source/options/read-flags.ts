import meow from 'meow';
import {spelled, type Flag} from './flag.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {suggestion} from './suggest.js';

/** Those that meow reads: it does not know that of the mysql client's -p, see {@link takePassword}. */
const {password: _, ...known} = flags;

/**
Reads the flags and the other words of a command line.

@throws WrongArguments for an unknown flag, or one without its value.
*/
export function readFlags(argv: readonly string[]) {
	const parsed = readWords(argv);
	for (const [name, value] of Object.entries(parsed.flags)) {
		const typed = name.length === 1 ? `-${name}` : spelled(name);
		if (!isKnown(name) || !isOfType(value, known[name].type)) {
			throw new WrongArguments(
				`Unknown option ${typed}.${suggestion(typed, longFlags)} See kill-lab --help.`,
			);
		}

		if ([value].flat().includes('') && name !== 'sandbox') {
			throw new WrongArguments(`${typed} needs a value.`);
		}
	}

	for (const flag of repeatable) {
		if (argv.some((word, at) => isEmpty(flag, word, argv[at + 1]))) {
			throw new WrongArguments(`${flag} needs a value.`);
		}
	}

	return parsed;
}

/** As they are typed. The password's is the mysql client's too. */
const longFlags = Object.entries<Flag>(flags).map(([name, flag]) =>
	spelled(name, flag),
);

const repeatable = Object.entries<Flag>(known)
	.filter(([, {isMultiple}]) => isMultiple)
	.map(([name]) => spelled(name));

/** Meow drops a repeatable flag that has no value. */
function isEmpty(flag: string, word: string, next = '-'): boolean {
	return word === `${flag}=` || (word === flag && next.startsWith('-'));
}

/** A repeatable flag has a list. */
function isOfType(value: unknown, type: string): boolean {
	return [value].flat().every(one => typeof one === type);
}

function isKnown(name: string): name is keyof typeof known {
	return Object.hasOwn(known, name);
}

function readWords(argv: readonly string[]) {
	try {
		return meow({
			importMeta: import.meta,
			argv: argv.flatMap(word => separated(word)),
			flags: known,
			autoHelp: false,
			autoVersion: false,
			pkg: {name: 'kill-lab'},
		});
	} catch (error: unknown) {
		// A flag was given twice. Meow calls it by its name here.
		throw new WrongArguments(
			(error instanceof Error ? error.message : String(error)).replace(
				/--(\w+)/,
				(_, name: string) => spelled(name),
			),
		);
	}
}

const shortFlags = Object.values(known)
	.map(flag => ('shortFlag' in flag ? flag.shortFlag : ''))
	.join('');
const valueAtOnce = new RegExp(`^-[${shortFlags}][^=]`);

/** The mysql client takes `-hlocalhost` for `-h localhost`. A bare `--sandbox` must not swallow the next word as its value. */
function separated(word: string): string[] {
	if (word === '--sandbox') {
		return ['--sandbox='];
	}

	return valueAtOnce.test(word) ? [word.slice(0, 2), word.slice(2)] : [word];
}

/** The flags that were given, as text. */
export type Given = ReturnType<typeof readWords>['flags'];

/** Whether a flag was given: a list has something, and a word or a switch is there. Pure. */
export function isGiven(value: unknown): boolean {
	return Array.isArray(value)
		? value.length > 0
		: value !== undefined && value !== false;
}
