import {attachKeys} from '../../keys/attach-keys.js';
import {type HelpEntry} from '../help-pages.js';

/** What the words on the screen mean. */
const words = [
	['Doing', 'the state, as the server names it'],
	['Trx', 'how long its transaction has been open'],
	['Rows', 'what the transaction has changed'],
	['Blocks', 'how many wait for it, directly or not'],
	['accepted', 'a flag is set; KILL says no more than that'],
	['proved', "seen on the server, or in the server's own record"],
	['concluded', 'not read, but nothing else is possible'],
	['still open', 'the client has to end its transaction'],
] as const;

/** What attach's keys do and what the words on its screen mean. */
export const attachHelp: readonly HelpEntry[] = [
	...attachKeys.flatMap(({name, meaning}) =>
		meaning === undefined ? [] : [{name, meaning}],
	),
	...words.map(([name, meaning]) => ({name, meaning})),
];
