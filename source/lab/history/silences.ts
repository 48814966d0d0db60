/** A long time of a recording without an event. Times are ms of the recording. */
export type Silence = {
	/** The event before it. */
	readonly from: number;
	/** The event after it. */
	readonly to: number;
	/** The part of it that is not played. */
	readonly cut: {readonly from: number; readonly to: number};
};

/** A silence up to this long, in ms, is played. */
const mostSilence = 3000;

/** What is played of a longer one, in ms: enough to see that nothing happens, and then to read how much is skipped. */
const kept = {before: 500, after: 1500} as const;

/**
The silences between these times that are too long to sit through: the lab had not begun, a person was thinking, or a statement took its time. Pure.

@param times - When the events of a recording happened, in their order.
*/
export function silencesIn(times: readonly number[]): readonly Silence[] {
	return times.flatMap((to, index) => {
		const from = times[index - 1] ?? to;
		return to - from > mostSilence
			? [
					{
						from,
						to,
						cut: {from: from + kept.before, to: to - kept.after},
					},
				]
			: [];
	});
}

/** How much of a silence is not played, in ms. */
export function skippedIn({cut}: Silence): number {
	return cut.to - cut.from;
}

/** The time of the recording at which one is after playing so many ms of it, from a time on. Pure. */
export function playedUntil(
	silences: readonly Silence[],
	from: number,
	ms: number,
): number {
	let until = from + ms;
	for (const silence of silences) {
		const {cut} = silence;
		if (cut.from >= from && until >= cut.from) {
			until += skippedIn(silence);
		}
	}

	return until;
}

/** How many ms it takes to play from one time of the recording to a later one. Pure. */
export function playTime(
	silences: readonly Silence[],
	from: number,
	to: number,
): number {
	const cuts = silences
		.map(({cut}) => Math.min(to, cut.to) - Math.max(from, cut.from))
		.filter(ms => ms > 0);
	return to - from - cuts.reduce((sum, ms) => sum + ms, 0);
}
