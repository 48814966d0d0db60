/** What the command line can ask for, besides help and the version. */
export const commands = [
	'lab',
	'doctor',
	'attach',
	'sweep',
	'claims',
	'replay',
	'workloads',
	'help',
	'completion',
] as const;

export type Command = (typeof commands)[number];

/** The commands that are about a run on a server. */
export const onServer = ['lab', 'doctor'] as const satisfies readonly Command[];

/** The commands that run the lab's own statements, on a throwaway server if none is named. */
export const onWorkloads = [
	...onServer,
	'sweep',
] as const satisfies readonly Command[];

/** The commands that connect to a server. */
export const onConnection = [
	...onWorkloads,
	'attach',
] as const satisfies readonly Command[];

/** The commands that show a run. */
export const onRuns = [
	...onServer,
	'replay',
] as const satisfies readonly Command[];

/** The commands that print something that can have another form. */
export const onOutput = [
	...onRuns,
	'attach',
	'sweep',
	'claims',
] as const satisfies readonly Command[];

/** Where `--help` tells a flag. */
export type FlagHelp =
	/** In the list of those that the mysql client has too. */
	| {readonly at: 'mysql'}
	/** With the command that alone takes it. */
	| {readonly at: 'usage'}
	/** At the start of a line. */
	| {readonly at: 'line'; readonly text: string}
	/** Beside the flag that starts the line. */
	| {readonly at: 'left'; readonly text?: string}
	/** At the end of that line; with `lists`, the words that it takes stand in place of their name. */
	| {readonly at: 'right'; readonly lists?: true};

/** What a flag takes. */
export type FlagValue = {
	/** What stands for it: `FILE`. */
	readonly name: string;
	/** Every value, or the usual ones, where a shell can offer them. */
	readonly words?: readonly string[];
	/** Those that only some commands take. */
	readonly wordsOf?: Readonly<Partial<Record<Command, readonly string[]>>>;
	/** What a shell offers otherwise; absent: nothing. */
	readonly offers?: 'files' | 'login-paths';
	/** It may be left out: then it follows only after `=`. */
	readonly isOptional?: true;
};

/** A flag. The names are meow's where it reads them. */
export type Flag = {
	readonly type: 'string' | 'boolean';
	/** What a boolean is without the flag. One that is true is given as `--no-…`. */
	readonly default?: boolean;
	readonly shortFlag?: string;
	readonly isMultiple?: true;
	readonly takenBy: readonly Command[];
	/** What it does, in a sentence. */
	readonly text: string;
	/** What it takes; absent: nothing, as a boolean does. */
	readonly value?: FlagValue;
	/** Reads a value that has a grammar; absent: any text. @throws {WrongArguments} */
	readonly read?: (word: string) => unknown;
	/** Absent: it is not told there. */
	readonly help?: FlagHelp;
};

/** A flag as it is typed: `onInterrupt` is `--on-interrupt`, and `defaults`, which is on without a word, `--no-defaults`. */
export function spelled(name: string, flag?: Flag): string {
	const kebab = name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
	return `--${flag?.default === true ? 'no-' : ''}${kebab}`;
}
