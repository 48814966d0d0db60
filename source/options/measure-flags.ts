/*
The flags of what kills many times, sweep and claims.
*/
import {claimNames} from '../lab/claims/list.js';
import {type Flag} from './flag.js';
import {kindChoices, readKinds, readTrials} from './flag-values.js';

/** The flags, in the order of docs/sweep.md. */
export const measureFlags = {
	claim: {
		type: 'string',
		isMultiple: true,
		takenBy: ['claims'],
		text: 'Tests this sentence of the manuals, such as c3. Without it, all of them.',
		value: {name: 'NAME', words: claimNames},
	},
	trials: {
		type: 'string',
		takenBy: ['sweep', 'claims'],
		text: 'How often each workload of a sweep is killed, or each claim is tried.',
		read: readTrials,
		value: {name: 'N'},
	},
	kinds: {
		type: 'string',
		takenBy: ['sweep'],
		text: 'Which kills a sweep sends: both, unless it is given.',
		read: readKinds,
		value: {name: 'KINDS', words: kindChoices},
	},
	seed: {
		type: 'string',
		takenBy: ['sweep'],
		text: 'The same word asks for the same kills again.',
		value: {name: 'WORD'},
	},
	resume: {
		type: 'string',
		takenBy: ['sweep'],
		text: 'Goes on with a sweep whose --log is this file.',
		value: {name: 'FILE', offers: 'files'},
	},
	markdown: {
		type: 'string',
		takenBy: ['sweep', 'claims'],
		text: 'A file that gets the map, or the findings, as Markdown.',
		value: {name: 'FILE', offers: 'files'},
	},
	html: {
		type: 'string',
		takenBy: ['sweep', 'replay'],
		text: 'A file that gets the map of a sweep, or the report of a recording, as a page.',
		value: {name: 'FILE', offers: 'files'},
	},
	compare: {
		type: 'boolean',
		default: false,
		takenBy: ['sweep'],
		text: 'Tells what differs for sure between two sweeps, whose files follow.',
	},
} as const satisfies Readonly<Record<string, Flag>>;
