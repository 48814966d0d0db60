import {
	silenceBetween,
	type Silence,
} from '../../source/lab/history/silences.js';

/** The silences of a recording whose events happened at these times, in ms. */
export function silencesIn(times: readonly number[]): readonly Silence[] {
	return times.flatMap((to, index) => {
		const from = times[index - 1] ?? to;
		return silenceBetween(from, to) ?? [];
	});
}
