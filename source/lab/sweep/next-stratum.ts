import {type Random} from '../../seeded-random.js';
import {wilson} from './interval.js';

/** How often each effect was seen in a stratum. */
export type Tally = ReadonlyMap<string, number>;

/** So often each stratum is tried before any is tried more often than others. */
const least = 3;

/**
Which stratum the next trial is for: first each a few times, then the one whose answer is least certain. Pure, but for the random numbers.

@returns The place of it.
*/
export function nextStratum(tallies: readonly Tally[], random: Random): number {
	const needs = tallies.map(tally => needOf(tally));
	const most = Math.max(...needs);
	const places = needs.flatMap((need, place) => (need === most ? [place] : []));
	return places[Math.floor(random() * places.length)] ?? 0;
}

/** More than 1 while it was tried too seldom, and then the width of the interval of what is seen there mostly. */
function needOf(tally: Tally): number {
	const counts = [...tally.values()];
	const trials = counts.reduce((sum, count) => sum + count, 0);
	if (trials < least) {
		return 1 + least - trials;
	}

	const {low, high} = wilson(Math.max(...counts), trials);
	return high - low;
}
