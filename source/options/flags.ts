import {attachFlags} from './attach-flags.js';
import {commands, onConnection, type Flag} from './flag.js';
import {killFlags} from './kill-flags.js';
import {measureFlags} from './measure-flags.js';
import {outputFlags} from './output-flags.js';
import {replayFlags} from './replay-flags.js';
import {serverFlags} from './server-flags.js';
import {workloadFlags} from './workload-flags.js';

/** The flags, in the order of `--help`. */
export const flags = {
	...serverFlags,
	yes: {
		type: 'boolean',
		default: false,
		takenBy: onConnection,
		text: 'Asks nothing before it writes to a server of yours or kills: the answer is yes.',
		help: {at: 'line', text: 'skip the question'},
	},
	fix: {
		type: 'boolean',
		default: false,
		takenBy: ['lab'],
		text: 'Raises server limits that are too low for the run, and puts the old values back at its end.',
		help: {at: 'left', text: 'raise low server limits for the run'},
	},
	...workloadFlags,
	...attachFlags,
	...measureFlags,
	...replayFlags,
	...killFlags,
	...outputFlags,
	help: {
		type: 'boolean',
		default: false,
		takenBy: commands,
		text: 'Prints what the options are, on one screen.',
	},
	version: {
		type: 'boolean',
		default: false,
		takenBy: commands,
		text: 'Prints the version of kill-lab.',
	},
	verbose: {
		type: 'boolean',
		default: false,
		takenBy: commands,
		text: 'With --version: also prints what kill-lab runs on, and the servers that it would use.',
	},
} as const satisfies Readonly<Record<string, Flag>>;
