import {sweepKeys} from '../../keys/sweep-keys.js';
import {type HelpEntry} from '../help-pages.js';

/** What the words on the screen mean. */
const words = [
	['phase', 'where a kill landed, not where it was aimed'],
	['2 ▄', 'kills, and how high that is of their row'],
	['mostly', 'what was seen most often'],
	['36-92 %', 'holds the true share in 95 of 100 cases'],
	['1.2/3/9', 'half took no longer, 95 of 100, and the longest'],
	['OK', "from sending the KILL to the server's OK"],
	['effect', 'from that OK to its effect on the client'],
	['unsent', 'the run ended before the moment came'],
] as const;

/** What the keys of a sweep do and what the words on its screen mean. */
export const sweepHelp: readonly HelpEntry[] = [
	...sweepKeys.flatMap(({name, meaning}) =>
		meaning === undefined ? [] : [{name, meaning}],
	),
	...words.map(([name, meaning]) => ({name, meaning})),
];
