import {allFacts} from '../lab/workloads/facts/registry.js';
import {commands, type Command, type FlagValue} from './flag.js';
import {shells} from './shells.js';
import {topics} from './topics.js';

/** What a command takes besides its flags. */
export type Operand = FlagValue & {
	/** There may be several. */
	readonly isRepeated?: true;
};

/** What a command is to those who type it. */
export type CommandHelp = {
	/** It is what the program does without the name of a command. */
	readonly isUnnamed?: true;
	/** What follows `kill-lab`. */
	readonly usage: string;
	/** What it does, in sentences. */
	readonly text: string;
	/** Absent: nothing that a shell could offer, as an address of a server. */
	readonly operand?: Operand;
};

/** A file, or several, that the program wrote before. */
const file = {name: 'FILE', offers: 'files'} as const;
const files = {...file, isRepeated: true} as const;

/** Each command. */
export const commandHelp: Readonly<Record<Command, CommandHelp>> = {
	lab: {
		isUnnamed: true,
		usage: '[OPTION...] [URI]',
		text: 'Runs a transaction that you kill with q and c, and proves what became of its data. Without a server a private throwaway one starts.',
	},
	doctor: {
		usage: 'doctor [OPTION...] [URI]',
		text: 'Says what would stop the lab on a server, and where each setting came from, and changes nothing.',
	},
	attach: {
		usage: 'attach [OPTION...] [URI] [ID]',
		text: 'Shows the connections of a server and who blocks whom, kills one of them, and proves the outcome.',
	},
	sweep: {
		usage: 'sweep [OPTION...] [URI | FILE...]',
		text: 'Kills a workload hundreds of times, and maps what kills do in each phase; or draws the map of files that a sweep wrote.',
		operand: files,
	},
	claims: {
		usage: 'claims [OPTION...] [FILE...]',
		text: "Puts the manuals' sentences about KILL to the test on throwaway servers; or tells what files of it say.",
		operand: files,
	},
	replay: {
		usage: 'replay [OPTION...] FILE',
		text: 'Plays a recording of the lab.',
		operand: file,
	},
	workloads: {
		usage: 'workloads [NAME]',
		text: 'Lists the workloads, or tells what is known of kills in one.',
		operand: {name: 'NAME', words: allFacts.map(({name}) => name)},
	},
	help: {
		usage: 'help [TOPIC]',
		text: 'Tells more of a topic, or lists the topics.',
		operand: {name: 'TOPIC', words: topics},
	},
	completion: {
		usage: 'completion SHELL',
		text: 'Prints a script that lets a shell complete the command line of kill-lab.',
		operand: {name: 'SHELL', words: shells},
	},
};

/** The words that name a command: the lab has none. */
export const commandWords: readonly Command[] = commands.filter(
	name => !commandHelp[name].isUnnamed,
);
