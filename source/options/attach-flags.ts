/*
The flags that only attach takes, and its log, which a sweep has too.
*/
import {type Flag} from './flag.js';
import {readDigest, readFilter, readTime} from './flag-values.js';

/** The flags, in the order of docs/attach.md. */
export const attachFlags = {
	filter: {
		type: 'string',
		takenBy: ['attach'],
		text: 'Lists only connections that are like this, such as "user=app time>60 waits>0".',
		read: (word: string) => readFilter(word),
		value: {name: 'CONDITIONS'},
	},
	literals: {
		type: 'boolean',
		default: false,
		takenBy: ['attach'],
		text: 'Shows statements with the values in them, which may be personal data.',
	},
	watch: {
		type: 'boolean',
		default: false,
		takenBy: ['attach'],
		text: 'Kills nobody, whatever is pressed.',
	},
	expectUser: {
		type: 'string',
		takenBy: ['attach'],
		text: 'Kills only a connection of this user.',
		value: {name: 'USER'},
	},
	expectDigest: {
		type: 'string',
		takenBy: ['attach'],
		text: "Kills only a statement with MySQL's digest of it, or one that begins so.",
		read: readDigest,
		value: {name: 'DIGEST'},
	},
	when: {
		type: 'string',
		takenBy: ['attach'],
		text: 'Waits with the kill until the connection is like this, as in --filter.',
		read: (word: string) => readFilter(word, '--when'),
		value: {name: 'CONDITIONS'},
	},
	timeout: {
		type: 'string',
		takenBy: ['attach'],
		text: 'How long to wait for the proof, from the KILL on: 60s unless it is given.',
		read: readTime,
		value: {name: 'TIME'},
	},
	escalateAfter: {
		type: 'string',
		takenBy: ['attach'],
		text: 'Sends KILL CONNECTION if the statement has not ended so long after KILL QUERY.',
		read: readTime,
		value: {name: 'TIME'},
	},
	log: {
		type: 'string',
		takenBy: ['attach', 'sweep'],
		text: 'A file that gets a line of JSON for each kill of attach, or each run of a sweep.',
		value: {name: 'FILE', offers: 'files'},
	},
} as const satisfies Readonly<Record<string, Flag>>;
