/** A promise that is settled from outside. Node 20 has no `Promise.withResolvers()`. */
export class Deferred {
	readonly promise: Promise<void>;
	#resolve?: () => void;
	#reject?: (reason: unknown) => void;

	constructor() {
		this.promise = new Promise((resolve, reject) => {
			this.#resolve = resolve;
			this.#reject = reject;
		});
	}

	/** Fulfils the promise, unless it is settled. */
	resolve(): void {
		this.#resolve?.();
	}

	/** Rejects the promise, unless it is settled. */
	reject(reason: unknown): void {
		this.#reject?.(reason);
	}
}
