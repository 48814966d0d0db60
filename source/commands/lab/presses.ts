import {once} from 'node:events';

/** What a key asks of the loop of runs: to begin the next one, or to drop everything at once. */
export type Press = 'start' | 'hurry';

/** Hands presses from the keys to who waits for them. What nobody waits for is lost. */
export type Presses = {
	readonly press: (press: Press) => void;
	/** Rejects when the signal is aborted. */
	readonly next: (press: Press, signal?: AbortSignal) => Promise<void>;
};

export function createPresses(): Presses {
	const target = new EventTarget();
	return {
		press(press) {
			target.dispatchEvent(new Event(press));
		},
		async next(press, signal) {
			await once(target, press, signal && {signal});
		},
	};
}
