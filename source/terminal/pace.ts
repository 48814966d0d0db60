/** How long a terminal that has never answered is waited for, in ms; then it is taken for one that is silent. */
export const silentAfter = 1500;

/** How long one that has answered before is waited for, in ms: its link may be slow, and a first picture of 5 kB takes 5 s over 1 KiB/s. */
export const stalledAfter = 10_000;

/** After a picture that took so long to be shown, the link is left alone for this many times as long: a key's echo is not to wait for pictures in which only the clocks have changed. */
const restFactor = 2;

/** And not for longer than so many ms: the clocks are to be seen going. */
const longestRest = 1000;

/**
The pace of a screen: how far the terminal has come, told by its answers to a question after each picture.

A write that is taken says nothing about that: some 16 KiB wait in the buffers of the kernel and of ssh before one is not, and that is 4 s over 4 KiB/s.
*/
export type Pace = {
	/** A question has been written, behind all that is to be shown before it is answered. */
	readonly asked: () => void;
	/** An answer has come. One too many does no harm. */
	readonly answered: () => void;
	/** Whether all that was asked has been answered, or nobody answers. */
	readonly isCaughtUp: () => boolean;
	/** Whether to ask once more: not a terminal that owes answers and is taken for silent. */
	readonly isWorthAsking: () => boolean;
	/** Whether the terminal answers at all. */
	readonly isAnswering: () => boolean;
	/** How long to wait before the next picture that is not urgent, in ms. */
	readonly rest: () => number;
	/** Forgets all. */
	readonly stop: () => void;
};

/** Makes a pace. @param onChange - Called when an answer has come, and when it is waited for no longer. */
export function createPace(onChange: () => void): Pace {
	let asked = 0;
	let isKnown = false;
	let isSilent = false;
	let askedAt = 0;
	let took = 0;
	let caughtUpAt = -Infinity;
	let timer: NodeJS.Timeout | undefined;

	function giveUp(): void {
		isSilent = true;
		onChange();
	}

	return {
		asked() {
			asked++;
			if (asked > 1) {
				return;
			}

			askedAt = performance.now();
			clearTimeout(timer);
			timer = setTimeout(giveUp, isKnown ? stalledAfter : silentAfter);
			timer.unref();
		},
		answered() {
			isKnown = true;
			isSilent = false;
			asked = Math.max(0, asked - 1);
			clearTimeout(timer);
			if (asked > 0) {
				timer = setTimeout(giveUp, stalledAfter);
				timer.unref();
			} else {
				caughtUpAt = performance.now();
				took = caughtUpAt - askedAt;
			}

			onChange();
		},
		isCaughtUp: () => asked === 0 || isSilent,
		isWorthAsking: () => !isSilent,
		isAnswering: () => isKnown && !isSilent,
		rest: () =>
			isSilent
				? 0
				: caughtUpAt +
					Math.min(restFactor * took, longestRest) -
					performance.now(),
		stop() {
			clearTimeout(timer);
			asked = 0;
		},
	};
}
