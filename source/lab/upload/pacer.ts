/** A slice is sized to last about this long, in ms, so that progress moves smoothly at any rate. */
const sliceDuration = 16;

/** The smallest slice in bytes: below it, only the number of packets would grow. */
const smallestSlice = 512;

/** A schedule that is late by more than this, in ms, starts over instead of catching up in a burst. */
const greatestLag = 100;

/**
Decides when the next bytes of a file may go, and how many.

It keeps a schedule instead of sleeping a fixed time after each slice, so the lateness of timers does not add up. It is pure except for its clock and its listeners: the sender does the waiting.
*/
export class Pacer {
	/** The clock that was passed in, in ms. */
	readonly now: () => number;
	readonly #listeners = new Set<() => void>();
	#rate: number | undefined;
	#pausedAt: number | undefined;
	/** When the next slice may go, on the clock. */
	#due = Number.NEGATIVE_INFINITY;

	/**
	@param now - A monotonic clock in ms.
	@param rate - Bytes per second; absent: unlimited.
	@throws RangeError when the rate is not a positive number.
	*/
	constructor(now: () => number, rate?: number) {
		this.now = now;
		this.#rate = checkedRate(rate);
	}

	/** Bytes per second; `undefined`: unlimited. */
	get rate(): number | undefined {
		return this.#rate;
	}

	get isPaused(): boolean {
		return this.#pausedAt !== undefined;
	}

	/**
	Changes the rate, also in the middle of an upload. The rest of the wait is converted to the new rate.

	@param rate - Bytes per second; `undefined`: unlimited.
	@throws RangeError when the rate is not a positive number.
	*/
	setRate(rate: number | undefined): void {
		const current = this.#rate;
		this.#rate = checkedRate(rate);
		const from = this.#pausedAt ?? this.now();
		const left = Math.max(0, this.#due - from);
		this.#due =
			current !== undefined && rate !== undefined
				? from + left * (current / rate)
				: from;
		this.#notify();
	}

	/** Lets nothing go until `resume()`. */
	pause(): void {
		this.#pausedAt ??= this.now();
		this.#notify();
	}

	/** Continues where `pause()` stopped; the pause is not made up for. */
	resume(): void {
		if (this.#pausedAt !== undefined) {
			this.#due += this.now() - this.#pausedAt;
			this.#pausedAt = undefined;
		}

		this.#notify();
	}

	/** How long to wait before the next slice, in ms; infinite while paused. */
	delay(): number {
		if (this.isPaused) {
			return Number.POSITIVE_INFINITY;
		}

		return this.#rate === undefined ? 0 : Math.max(0, this.#due - this.now());
	}

	/** The size of the next slice in bytes, at most `most`. */
	sliceSize(most: number): number {
		return this.#rate === undefined
			? most
			: Math.min(
					most,
					Math.max(
						smallestSlice,
						Math.round((this.#rate * sliceDuration) / 1000),
					),
				);
	}

	/** Records that a slice of this many bytes is sent now. */
	spend(bytes: number): void {
		if (this.#rate === undefined) {
			return;
		}

		const now = this.now();
		const start = now - this.#due > greatestLag ? now : this.#due;
		this.#due = start + (bytes * 1000) / this.#rate;
	}

	/** Calls the listener whenever `delay()` may have changed other than by time. Returns the way to stop listening. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	#notify(): void {
		for (const listener of this.#listeners) {
			listener();
		}
	}
}

function checkedRate(rate: number | undefined): number | undefined {
	if (rate !== undefined && !(rate > 0 && Number.isFinite(rate))) {
		throw new RangeError(
			`The rate must be a positive number of bytes per second, not ${rate}`,
		);
	}

	return rate;
}
