/*
The flags that are about kills: when, how, and what is expected of them.
*/
import {killKinds} from '../lab/events/kill.js';
import {onInterruptChoices} from '../lab/events/run-plan.js';
import {killVias} from '../lab/kills/choose-route.js';
import {onConnection, onServer, type Flag} from './flag.js';
import {expectedOutcomes} from './flag-values.js';
import {oneOf} from './one-of.js';

/** The flags, in the order of `--help`. */
export const killFlags = {
	// What it can name depends on the workload, and on --files.
	kill: {
		type: 'string',
		isMultiple: true,
		takenBy: [...onServer, 'attach'],
		text: 'Sends a kill on its own, at its moment; several times for several kills. With attach it is the kind of the one kill.',
		value: {name: 'KILL', wordsOf: {attach: killKinds}},
		help: {
			at: 'line',
			text: 'query@2:upload:50%, query@commit, connection@5s, ...',
		},
	},
	killVia: {
		...oneOf('--kill-via', 'WAY', killVias),
		takenBy: onConnection,
		text: 'How kills are sent: as KILL statements, by the procedures of a service, or as auto, by those only where KILL is refused.',
		help: {at: 'line', text: killVias.join(', ')},
	},
	killSoft: {
		type: 'boolean',
		default: false,
		takenBy: onConnection,
		text: "Sends MariaDB's KILL SOFT.",
		help: {at: 'right'},
	},
	killByQueryId: {
		type: 'boolean',
		default: false,
		takenBy: onConnection,
		text: "Sends MariaDB's KILL QUERY ID, which hits exactly the statement that was seen.",
		help: {at: 'right'},
	},
	expect: {
		...oneOf('--expect', 'OUTCOME', expectedOutcomes),
		takenBy: onServer,
		text: 'The outcome that a script insists on: the exit code is 4 if it differs.',
		help: {
			at: 'line',
			text: 'committed or rolled-back; exit 4 if it differs',
		},
	},
	onInterrupt: {
		...oneOf('--on-interrupt', 'WORD', onInterruptChoices),
		takenBy: onServer,
		text: 'What the client does after error 1317: ask a person, or always the same.',
		help: {
			at: 'line',
			text: 'after 1317: ask, rollback, retry, skip, commit (i)',
		},
	},
} as const satisfies Readonly<Record<string, Flag>>;
