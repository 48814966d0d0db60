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

/** The silence between two events, if it is too long to sit through: the lab had not begun, a person was thinking, or a statement took its time. Pure. @param from - When the first happened, in ms of the recording. @param to - When the next one did. */
export function silenceBetween(from: number, to: number): Silence | undefined {
	return to - from > mostSilence
		? {from, to, cut: {from: from + kept.before, to: to - kept.after}}
		: undefined;
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
	let time = to - from;
	for (const {cut} of silences) {
		time -= Math.max(0, Math.min(to, cut.to) - Math.max(from, cut.from));
	}

	return time;
}
