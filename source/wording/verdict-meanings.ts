import {type Verdict} from '../lab/events/events.js';

/** What each verdict says of the data, as the readme does. */
export const verdictMeanings = [
	{
		outcome: 'committed whole',
		meaning:
			"every row that the client committed is there, and the server's SHA-256 of each equals the file's",
	},
	{outcome: 'rolled back whole', meaning: 'no row is there'},
	{outcome: 'PARTIAL', meaning: 'anything in between. Never seen so far'},
	{
		outcome: 'unknown',
		meaning: 'the lab could not check the data, and says why',
	},
] as const satisfies ReadonlyArray<{
	readonly outcome: Verdict['outcome'];
	readonly meaning: string;
}>;
