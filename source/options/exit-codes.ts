import {type Command} from './flag.js';

/** The program's exit codes, as `--help` and the readme list them. */
export const exitCodes = {
	atomic: 0,
	error: 1,
	usage: 2,
	violated: 3,
	unverified: 4,
	/** Attach: the connection is not the one that was meant. */
	somebodyElse: 5,
	interrupted: 130,
} as const;

/** What an exit code says. */
type ExitMeaning = {
	/** For `--help`; absent: it is not told there. */
	readonly brief?: string;
	/** Whatever the command is. */
	readonly text?: string;
	/** What it says of one command, as a sentence. */
	readonly of?: Readonly<Partial<Record<Command, string>>>;
};

/** What each of them says, in the order of their numbers. */
const meanings: Readonly<Record<keyof typeof exitCodes, ExitMeaning>> = {
	atomic: {
		brief: 'all or nothing',
		of: {
			lab: "The data are committed whole or rolled back whole, and nothing failed but by the lab's own kills.",
			doctor: 'Nothing stops the run.',
			attach:
				'The aim of the kill was reached: the statement has ended, or connection and transaction are gone.',
			sweep: 'Every run was made, and judged.',
		},
	},
	error: {
		brief: 'error',
		text: "It can't be done, or not be finished.",
		of: {
			lab: 'Also if something else failed than by a kill of the lab, even if the data are whole.',
			doctor: 'Something stops the run.',
			attach: 'Nothing was sent, or the server refused it.',
			sweep: 'A workload that was named can not run on this server.',
		},
	},
	usage: {brief: 'usage', text: 'The command line is not understood.'},
	violated: {
		brief: 'partial',
		of: {
			lab: 'PARTIAL: only some of the rows are there, or wrong bytes.',
			sweep: 'The same of one run, where a transaction promises more.',
		},
	},
	unverified: {
		brief: 'unverified',
		of: {
			lab: 'The data could not be checked, or the outcome is not that of --expect.',
			attach:
				'The kill was sent, and its aim was not seen to be reached in time.',
			sweep: 'The data of a run could not be checked.',
		},
	},
	somebodyElse: {
		of: {
			attach:
				"It is somebody else's connection than was meant, or another statement: nothing was sent.",
		},
	},
	interrupted: {
		brief: 'Ctrl-C',
		text: 'It was ended by Ctrl-C. After another signal it is 128 and the number of that one.',
	},
};

/** The exit codes with what they say. A replay has that of the run which it plays. */
export const exitEntries: ReadonlyArray<ExitMeaning & {readonly code: number}> =
	Object.entries<number>(exitCodes).map(([name, code]) => ({
		code,
		...new Map(Object.entries(meanings)).get(name),
	}));
