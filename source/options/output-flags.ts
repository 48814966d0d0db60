/*
The flags of how a run goes and what is kept, printed and written of it.
*/
import {onOutput, onRuns, onServer, type Flag} from './flag.js';

/** The flags, in the order of `--help`. */
export const outputFlags = {
	autocommit: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		text: 'Each INSERT commits by itself: there is no transaction around them.',
		help: {at: 'line', text: 'INSERTs commit'},
	},
	keep: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		text: 'Leaves the table of the lab on the server. Its schema always stays.',
		help: {at: 'left', text: 'table stays, as its schema always does'},
	},
	plain: {
		type: 'boolean',
		default: false,
		takenBy: onOutput,
		text: 'Prints lines of text, and draws no screen.',
		help: {at: 'line', text: 'lines, no screen'},
	},
	json: {
		type: 'boolean',
		default: false,
		takenBy: onOutput,
		text: 'Prints JSON: a line for each event, or one document.',
		help: {at: 'left'},
	},
	record: {
		type: 'string',
		takenBy: onServer,
		text: 'A file that gets every event as a line of JSON, for kill-lab replay.',
		value: {name: 'FILE', offers: 'files'},
		help: {at: 'right'},
	},
	report: {
		type: 'string',
		takenBy: onRuns,
		text: 'A file that gets the whole sitting as Markdown at its end.',
		value: {name: 'FILE.md', offers: 'files'},
		help: {at: 'right'},
	},
	wait: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		text: 'Lets the first run wait until s is pressed.',
		help: {at: 'line', text: 'wait for s to start'},
	},
	pauseCommit: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		text: 'Waits before COMMIT until space is pressed.',
		help: {at: 'left', text: 'for space before COMMIT'},
	},
	ascii: {
		type: 'boolean',
		default: false,
		takenBy: onOutput,
		text: 'Draws with ASCII only.',
		help: {at: 'right'},
	},
} as const satisfies Readonly<Record<string, Flag>>;
