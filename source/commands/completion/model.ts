import {commandHelp, type Operand} from '../../options/command-help.js';
import {
	commands,
	spelled,
	type Command,
	type Flag,
	type FlagValue,
} from '../../options/flag.js';
import {flags} from '../../options/flags.js';

/** A flag as a shell completes it. */
export type CompletedFlag = {
	readonly long: string;
	readonly short?: string;
	readonly text: string;
	readonly isRepeated: boolean;
	/** Absent: it takes nothing. */
	readonly value?: FlagValue & {
		/** What can be offered; empty: nothing, or what `offers` says. */
		readonly words: readonly string[];
	};
};

/** A command as a shell completes it. */
export type CompletedCommand = {
	readonly name: Command;
	/** Nothing stands for it on the command line. */
	readonly isUnnamed: boolean;
	readonly text: string;
	/** Those that it takes. */
	readonly flags: readonly CompletedFlag[];
	readonly operand?: Operand;
};

/** What a shell needs to know of the command line, made from the records of flags and commands. */
export const completedCommands: readonly CompletedCommand[] = commands.map(
	name => {
		const {isUnnamed = false, text, operand} = commandHelp[name];
		return {
			name,
			isUnnamed,
			text: firstSentence(text),
			flags: Object.entries<Flag>(flags)
				.filter(([, {takenBy}]) => takenBy.includes(name))
				.map(([flagName, flag]) => completedFlag(name, flagName, flag)),
			...(operand && {operand}),
		};
	},
);

/** How the flags are spelled whose value is the next word. */
export const valueFlags: readonly string[] = [
	...new Set(
		completedCommands
			.flatMap(command => command.flags)
			.filter(({value}) => value && !value.isOptional)
			.flatMap(({long, short}) => [long, short ?? []].flat()),
	),
];

function completedFlag(
	command: Command,
	name: string,
	flag: Flag,
): CompletedFlag {
	const {shortFlag, value, isMultiple = false} = flag;
	return {
		long: spelled(name, flag),
		...(shortFlag !== undefined && {short: `-${shortFlag}`}),
		text: firstSentence(flag.text),
		isRepeated: isMultiple,
		...(value && {
			value: {
				...value,
				words: [...(value.words ?? []), ...(value.wordsOf?.[command] ?? [])],
			},
		}),
	};
}

/** A shell has one line for it. */
function firstSentence(text: string): string {
	return text.replace(/\.(?: .*)?$/, '');
}
