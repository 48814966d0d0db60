import {
	commands,
	onConnection,
	onOutput,
	onRuns,
	onServer,
	onWorkloads,
	type Flag,
} from './flag.js';
import {
	readCount,
	readExpect,
	readDigest,
	readFilter,
	readKillVia,
	readOnInterrupt,
	readProtocol,
	readRate,
	readScale,
	readWorkload,
	readSandbox,
	readSize,
	readSpeed,
	readTime,
	readTimes,
	readTrials,
	readKinds,
} from './flag-values.js';
import {
	readCastSize,
	readCastVersion,
	readDemo,
	readSeek,
} from './replay-values.js';
import {readStatement} from './statement.js';
import {serverFlags} from './server-flags.js';

/** The flags, in the order of `--help`. */
export const flags = {
	...serverFlags,
	yes: {
		type: 'boolean',
		default: false,
		takenBy: onConnection,
		help: {at: 'line', text: 'skip the question'},
	},
	fix: {
		type: 'boolean',
		default: false,
		takenBy: ['lab'],
		help: {at: 'left', text: 'raise low server limits for the run'},
	},
	sandbox: {
		type: 'string',
		takenBy: [...onWorkloads, 'claims'],
		read: readSandbox,
		help: {
			at: 'line',
			value: '[=SERVER]',
			text: 'mysql, mariadb, mariadb-11.8',
		},
	},
	serverProgram: {
		type: 'string',
		takenBy: [...onWorkloads, 'claims'],
		help: {at: 'right', value: 'FILE'},
	},
	workload: {
		type: 'string',
		isMultiple: true,
		takenBy: onWorkloads,
		read: readWorkload,
		help: {
			at: 'line',
			value: 'NAME',
			text: 'what runs (kill-lab workloads lists them)',
		},
	},
	scale: {
		type: 'string',
		takenBy: onServer,
		read: readScale,
		help: {at: 'right', value: 'N'},
	},
	sql: {
		type: 'string',
		takenBy: onServer,
		read: readStatement,
		help: {
			at: 'line',
			value: 'STATEMENT',
			text: 'your own (or --sql-file F), --times N',
		},
	},
	sqlFile: {
		type: 'string',
		takenBy: onServer,
	},
	setup: {
		type: 'string',
		takenBy: onServer,
		help: {at: 'right', value: 'FILE'},
	},
	times: {
		type: 'string',
		takenBy: onServer,
		read: readTimes,
	},
	files: {
		type: 'string',
		takenBy: onServer,
		read: readCount,
		help: {
			at: 'line',
			value: 'N',
			text: '10 files of 100MB each (1 MB is 1,048,576 bytes)',
		},
	},
	size: {
		type: 'string',
		takenBy: onServer,
		read: readSize,
		help: {at: 'left', value: 'N'},
	},
	rate: {
		type: 'string',
		takenBy: onServer,
		read: readRate,
		help: {
			at: 'line',
			value: 'N',
			text: '20MB/s or max',
		},
	},
	protocol: {
		type: 'string',
		takenBy: onWorkloads,
		read: readProtocol,
		help: {at: 'right', value: 'binary, long-data or text'},
	},
	filter: {
		type: 'string',
		takenBy: ['attach'],
		read: (word: string) => readFilter(word),
	},
	literals: {
		type: 'boolean',
		default: false,
		takenBy: ['attach'],
	},
	watch: {
		type: 'boolean',
		default: false,
		takenBy: ['attach'],
	},
	expectUser: {
		type: 'string',
		takenBy: ['attach'],
	},
	expectDigest: {
		type: 'string',
		takenBy: ['attach'],
		read: readDigest,
	},
	when: {
		type: 'string',
		takenBy: ['attach'],
		read: (word: string) => readFilter(word, '--when'),
	},
	timeout: {
		type: 'string',
		takenBy: ['attach'],
		read: readTime,
	},
	escalateAfter: {
		type: 'string',
		takenBy: ['attach'],
		read: readTime,
	},
	log: {
		type: 'string',
		takenBy: ['attach', 'sweep'],
	},
	claim: {
		type: 'string',
		isMultiple: true,
		takenBy: ['claims'],
	},
	trials: {
		type: 'string',
		takenBy: ['sweep', 'claims'],
		read: readTrials,
	},
	kinds: {
		type: 'string',
		takenBy: ['sweep'],
		read: readKinds,
	},
	seed: {
		type: 'string',
		takenBy: ['sweep'],
	},
	resume: {
		type: 'string',
		takenBy: ['sweep'],
	},
	markdown: {
		type: 'string',
		takenBy: ['sweep', 'claims'],
	},
	html: {
		type: 'string',
		takenBy: ['sweep', 'replay'],
	},
	compare: {
		type: 'boolean',
		default: false,
		takenBy: ['sweep'],
	},
	speed: {
		type: 'string',
		takenBy: ['replay'],
		read: readSpeed,
		help: {at: 'usage', value: 'N'},
	},
	// Beside FILE, in the line of replay.
	demo: {
		type: 'string',
		takenBy: ['replay'],
		read: readDemo,
	},
	seek: {
		type: 'string',
		takenBy: ['replay'],
		read: readSeek,
	},
	cast: {
		type: 'string',
		takenBy: ['replay'],
	},
	castVersion: {
		type: 'string',
		takenBy: ['replay'],
		read: readCastVersion,
	},
	castSize: {
		type: 'string',
		takenBy: ['replay'],
		read: readCastSize,
	},
	svg: {
		type: 'string',
		takenBy: ['replay'],
	},
	// What it can name depends on the workload, and on --files.
	kill: {
		type: 'string',
		isMultiple: true,
		takenBy: [...onServer, 'attach'],
		help: {
			at: 'line',
			value: 'KILL',
			text: 'query@2:upload:50%, query@commit, connection@5s, ...',
		},
	},
	killVia: {
		type: 'string',
		takenBy: onConnection,
		read: readKillVia,
		help: {at: 'line', value: 'WAY', text: 'auto, sql, rds, azure'},
	},
	killSoft: {
		type: 'boolean',
		default: false,
		takenBy: onConnection,
		help: {at: 'right'},
	},
	killByQueryId: {
		type: 'boolean',
		default: false,
		takenBy: onConnection,
		help: {at: 'right'},
	},
	expect: {
		type: 'string',
		takenBy: onServer,
		read: readExpect,
		help: {
			at: 'line',
			value: 'OUTCOME',
			text: 'committed or rolled-back; exit 4 if it differs',
		},
	},
	onInterrupt: {
		type: 'string',
		takenBy: onServer,
		read: readOnInterrupt,
		help: {
			at: 'line',
			value: 'WORD',
			text: 'after 1317: ask, rollback, retry, skip, commit (i)',
		},
	},
	autocommit: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		help: {at: 'line', text: 'INSERTs commit'},
	},
	keep: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		help: {at: 'left', text: 'table stays, as its schema always does'},
	},
	plain: {
		type: 'boolean',
		default: false,
		takenBy: onOutput,
		help: {at: 'line', text: 'lines, no screen'},
	},
	json: {
		type: 'boolean',
		default: false,
		takenBy: onOutput,
		help: {at: 'left'},
	},
	record: {
		type: 'string',
		takenBy: onServer,
		help: {at: 'right', value: 'FILE'},
	},
	report: {
		type: 'string',
		takenBy: onRuns,
		help: {at: 'right', value: 'FILE.md'},
	},
	wait: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		help: {at: 'line', text: 'wait for s to start'},
	},
	pauseCommit: {
		type: 'boolean',
		default: false,
		takenBy: onServer,
		help: {at: 'left', text: 'for space before COMMIT'},
	},
	ascii: {
		type: 'boolean',
		default: false,
		takenBy: onOutput,
		help: {at: 'right'},
	},
	help: {type: 'boolean', default: false, takenBy: commands},
	version: {type: 'boolean', default: false, takenBy: commands},
} as const satisfies Readonly<Record<string, Flag>>;
