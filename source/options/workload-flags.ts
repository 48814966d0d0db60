/*
The flags that say what runs, and on which throwaway server.
*/
import {protocols} from '../lab/upload/protocol.js';
import {allFacts} from '../lab/workloads/facts/registry.js';
import {debianReleases} from '../sandbox/debian-releases.js';
import {flavours} from '../sandbox/flavour.js';
import {onServer, onWorkloads, type Flag} from './flag.js';
import {
	everyWorkload,
	readCount,
	readRate,
	readSandbox,
	readScale,
	readSize,
	readTimes,
	readWorkload,
} from './flag-values.js';
import {oneOf} from './one-of.js';
import {readStatement} from './statement.js';

/** The flags, in the order of `--help`. */
export const workloadFlags = {
	sandbox: {
		type: 'string',
		takenBy: [...onWorkloads, 'claims'],
		text: 'Starts a throwaway server of this kind, which may name the beginning of a version. Without a value, any.',
		read: readSandbox,
		value: {
			name: 'SERVER',
			words: flavours.flatMap(flavour => [
				flavour,
				...debianReleases[flavour].map(({version}) => `${flavour}-${version}`),
			]),
			isOptional: true,
		},
		help: {at: 'line', text: 'mysql, mariadb, mariadb-11.8'},
	},
	serverProgram: {
		type: 'string',
		takenBy: [...onWorkloads, 'claims'],
		text: 'The mysqld or mariadbd that the throwaway server runs.',
		value: {name: 'FILE', offers: 'files'},
		help: {at: 'right'},
	},
	workload: {
		type: 'string',
		isMultiple: true,
		takenBy: onWorkloads,
		text: 'What runs: kill-lab workloads lists them. A sweep takes several, or all.',
		read: readWorkload,
		value: {
			name: 'NAME',
			words: allFacts.map(({name}) => name),
			wordsOf: {sweep: [everyWorkload]},
		},
		help: {
			at: 'line',
			text: 'what runs (kill-lab workloads lists them)',
		},
	},
	scale: {
		type: 'string',
		takenBy: onServer,
		text: 'How much a workload with rows has to do: 0.2 is a fifth of the usual.',
		read: readScale,
		value: {name: 'N'},
		help: {at: 'right'},
	},
	sql: {
		type: 'string',
		takenBy: onServer,
		text: 'Runs a statement of your own, on a throwaway server.',
		read: readStatement,
		value: {name: 'STATEMENT'},
		help: {
			at: 'line',
			text: 'your own (or --sql-file F), --times N',
		},
	},
	sqlFile: {
		type: 'string',
		takenBy: onServer,
		text: 'Reads that statement from a file.',
		value: {name: 'FILE', offers: 'files'},
	},
	setup: {
		type: 'string',
		takenBy: onServer,
		text: 'A file of SQL that makes what your own statement works on.',
		value: {name: 'FILE', offers: 'files'},
		help: {at: 'right'},
	},
	times: {
		type: 'string',
		takenBy: onServer,
		text: 'How often your own statement runs in its transaction.',
		read: readTimes,
		value: {name: 'N'},
	},
	files: {
		type: 'string',
		takenBy: onServer,
		text: 'How many files the transaction inserts, usually 10.',
		read: readCount,
		value: {name: 'N'},
		help: {
			at: 'line',
			text: '10 files of 100MB each (1 MB is 1,048,576 bytes)',
		},
	},
	size: {
		type: 'string',
		takenBy: onServer,
		text: 'How large each file is, usually 100MB.',
		read: readSize,
		value: {name: 'N'},
		help: {at: 'left'},
	},
	rate: {
		type: 'string',
		takenBy: onServer,
		text: 'How fast the client sends, such as 20MB/s, or max.',
		read: readRate,
		value: {name: 'N', words: ['max']},
		help: {at: 'line', text: '20MB/s or max'},
	},
	protocol: {
		...oneOf('--protocol', 'WAY', protocols),
		takenBy: onWorkloads,
		text: 'How a file travels: in one packet of a prepared statement, ahead of it in pieces, or as text.',
		help: {at: 'right', lists: true},
	},
} as const satisfies Readonly<Record<string, Flag>>;
