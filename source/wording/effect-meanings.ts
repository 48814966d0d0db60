import {type ToldEffect} from '../lab/history/told-effect.js';

/** What each effect of a kill means, in the order of tables. Each fits on one line of the help on the screen. */
export const effectMeanings = [
	{
		effect: 'interrupted',
		meaning: '1317, or OK with 1 or NULL; transaction open',
	},
	{effect: 'lost', meaning: 'the flag was cleared before it was checked'},
	{effect: 'too-late', meaning: 'the statement finished in spite of the flag'},
	{
		effect: 'too-late?',
		meaning: 'it may have finished before the flag was set',
	},
	{effect: 'no-statement', meaning: 'nothing was running'},
	{
		effect: 'disconnected',
		meaning: 'cut off; what was not committed rolls back',
	},
	{
		effect: 'already-gone',
		meaning: 'error 1094: the connection had already ended',
	},
	{effect: 'refused', meaning: 'the server did not accept the kill'},
	{effect: 'unknown', meaning: "can't be told from what was seen"},
] as const satisfies ReadonlyArray<{
	readonly effect: ToldEffect;
	readonly meaning: string;
}>;
