import meow from 'meow';
import {WrongArguments} from './flag-values.js';
import {serverFlags} from './server-flags.js';

const flags = {
	...serverFlags,
	sandbox: {type: 'string'},
	serverProgram: {type: 'string'},
	files: {type: 'string'},
	size: {type: 'string'},
	protocol: {type: 'string'},
	rate: {type: 'string'},
	speed: {type: 'string'},
	record: {type: 'string'},
	wait: {type: 'boolean', default: false},
	kill: {type: 'string', isMultiple: true},
	killVia: {type: 'string'},
	killSoft: {type: 'boolean', default: false},
	killByQueryId: {type: 'boolean', default: false},
	expect: {type: 'string'},
	onInterrupt: {type: 'string'},
	autocommit: {type: 'boolean', default: false},
	pauseCommit: {type: 'boolean', default: false},
	keep: {type: 'boolean', default: false},
	plain: {type: 'boolean', default: false},
	json: {type: 'boolean', default: false},
	ascii: {type: 'boolean', default: false},
	fix: {type: 'boolean', default: false},
	yes: {type: 'boolean', default: false},
	help: {type: 'boolean', default: false},
	version: {type: 'boolean', default: false},
} as const;

/**
Reads the flags and the other words of a command line.

@throws WrongArguments for an unknown flag, or one without its value.
*/
export function readFlags(argv: readonly string[]) {
	const parsed = readWords(argv);
	for (const [name, value] of Object.entries(parsed.flags)) {
		const spelled = name.length === 1 ? `-${name}` : `--${kebab(name)}`;
		if (!isFlag(name) || !isOfType(value, flags[name].type)) {
			throw new WrongArguments(
				`Unknown option ${spelled}. See kill-lab --help.`,
			);
		}

		if ([value].flat().includes('') && name !== 'sandbox') {
			throw new WrongArguments(`${spelled} needs a value.`);
		}
	}

	if (argv.some((word, at) => isEmptyKill(word, argv[at + 1]))) {
		throw new WrongArguments('--kill needs a value.');
	}

	return parsed;
}

/** Meow drops a repeatable flag that has no value. */
function isEmptyKill(word: string, next = '-'): boolean {
	return word === '--kill=' || (word === '--kill' && next.startsWith('-'));
}

/** A repeatable flag has a list. */
function isOfType(value: unknown, type: string): boolean {
	return [value].flat().every(one => typeof one === type);
}

function isFlag(name: string): name is keyof typeof flags {
	return Object.hasOwn(flags, name);
}

function readWords(argv: readonly string[]) {
	try {
		return meow({
			importMeta: import.meta,
			argv: argv.flatMap(word => separated(word)),
			flags,
			autoHelp: false,
			autoVersion: false,
			pkg: {name: 'kill-lab'},
		});
	} catch (error: unknown) {
		// A flag was given twice.
		throw new WrongArguments(
			error instanceof Error ? error.message : String(error),
		);
	}
}

/** The mysql client takes `-hlocalhost` for `-h localhost`. A bare `--sandbox` must not swallow the next word as its value. */
function separated(word: string): string[] {
	if (word === '--sandbox') {
		return ['--sandbox='];
	}

	return /^-[hPuSD][^=]/.test(word)
		? [word.slice(0, 2), word.slice(2)]
		: [word];
}

/** The flags that were given, as text. */
export type Flags = ReturnType<typeof readWords>['flags'];

/** A flag as it is typed: `onInterrupt` is `on-interrupt`. */
export function kebab(name: string): string {
	return name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
