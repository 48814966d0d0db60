import {measureLink} from './link-rate.js';

/** How long to wait for a terminal that has never answered, in ms; after that it counts as silent. */
export const silentAfter = 1500;

/** How long to wait for a terminal that has answered before, in ms: its link may be slow. */
export const stalledAfter = 10_000;

/** After a picture, the link rests for this many times as long as the picture took: a key's echo must not wait for pictures in which only the clocks have changed. */
const restFactor = 2;

/** But not for longer than this, in ms, so that the clocks are seen running. */
const longestRest = 1000;

/** How long quitting over a slow link waits for a picture, in ms: the last words say the same, and arrive sooner without it. A longer wait must be visible. */
export const leavingRest = 3000;

/** A link that carries fewer bytes a second is slow: a picture of which much has changed has 2 kB. */
const slowRate = 16 * 1024;

/** What a link gets at once must be shown within this many ms: a key's echo, or the last words, may come after it. */
const portionTime = 400;

/** A portion has at least this many bytes: each costs a round trip. */
const leastPortion = 512;

/** The first portion, while nothing is known but that the way there and back takes longer than `nearby`. */
const firstPortion = 1024;

/** A terminal that answers a few bytes within this many ms is near, and gets everything. */
const nearby = 60;

/** This many bytes in transit are not worth waiting for. */
const fewBytes = 128;

/**
The pace of a screen: how far the terminal is, according to its answers to a question after each picture.

An accepted write says nothing about that: the buffers of the kernel and of ssh hold some 16 KiB before a write is refused, and that is 4 s over 4 KiB/s.
*/
export type Pace = {
	/** Records a question, after this many bytes that are shown before it is answered. */
	readonly asked: (bytes: number) => void;
	/** An answer arrived. A surplus one does no harm. */
	readonly answered: () => void;
	/** Whether every question has been answered, or nobody answers. */
	readonly isCaughtUp: () => boolean;
	/** Whether so little is on its way that an echo need not wait for it. */
	readonly isNearlyCaughtUp: () => boolean;
	/** Whether to ask again: not if the terminal owes answers and counts as silent. */
	readonly isWorthAsking: () => boolean;
	/** Whether the terminal answers at all. */
	readonly isAnswering: () => boolean;
	/** How long to wait before the next picture that is not urgent, in ms. */
	readonly rest: () => number;
	/** How many bytes the link gets at once. */
	readonly portion: () => number;
	/** How many bytes a second the link carries, if it is known to be slow. */
	readonly slowRate: () => number | undefined;
	/** From now on a slow link gets only what is urgent, or what has waited for `leavingRest`. */
	readonly leave: () => void;
	/** Forgets all that is still on its way. */
	readonly stop: () => void;
};

/** Creates a pace. @param onChange - Called when an answer has arrived, and when the wait for it is given up. */
export function createPace(onChange: () => void): Pace {
	/** The bytes before each question that is not answered yet. */
	let asked: number[] = [];
	/** What has been asked since the terminal was last caught up: answers may come together. */
	let together = {bytes: 0, at: 0};
	const link = measureLink();
	let isKnown = false;
	let isSilent = false;
	let took = 0;
	let caughtUpAt = -Infinity;
	let leftAt: number | undefined;
	let timer: NodeJS.Timeout | undefined;

	function giveUp(): void {
		isSilent = true;
		onChange();
	}

	function slow(): number | undefined {
		const rate = isSilent ? undefined : link.rate();
		return rate !== undefined && rate < slowRate ? rate : undefined;
	}

	function restUntil(): number {
		return Math.max(
			leftAt !== undefined && slow() !== undefined ? leftAt + leavingRest : 0,
			caughtUpAt + Math.min(restFactor * took, longestRest),
		);
	}

	return {
		asked(bytes) {
			asked.push(bytes);
			together.bytes += bytes;
			if (asked.length === 1) {
				together = {bytes, at: performance.now()};
				clearTimeout(timer);
				timer = setTimeout(giveUp, isKnown ? stalledAfter : silentAfter);
				timer.unref();
			}
		},
		answered() {
			isKnown = true;
			isSilent = false;
			clearTimeout(timer);
			const isDoubled = asked.length === 0;
			asked = asked.slice(1);
			if (asked.length > 0) {
				timer = setTimeout(giveUp, stalledAfter);
				timer.unref();
			} else if (!isDoubled) {
				caughtUpAt = performance.now();
				took = caughtUpAt - together.at;
				link.measured(together.bytes, took);
			}

			onChange();
		},
		isCaughtUp: () => asked.length === 0 || isSilent,
		isNearlyCaughtUp: () =>
			isSilent || asked.reduce((sum, bytes) => sum + bytes, 0) <= fewBytes,
		isWorthAsking: () => !isSilent,
		isAnswering: () => isKnown && !isSilent,
		rest: () => (isSilent ? 0 : restUntil() - performance.now()),
		portion() {
			const rate = link.rate();
			if (isSilent) {
				return Infinity;
			}

			if (rate !== undefined) {
				return Math.max(leastPortion, (rate * portionTime) / 1000);
			}

			return (link.way() ?? Infinity) < nearby ? Infinity : firstPortion;
		},
		slowRate: slow,
		leave() {
			leftAt ??= performance.now();
		},
		stop() {
			clearTimeout(timer);
			asked = [];
		},
	};
}
