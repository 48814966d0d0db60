/** A promise that is settled from outside. Node 20 has no `Promise.withResolvers()`. */
export class Deferred<Value> {
	readonly promise: Promise<Value>;
	#resolve?: (value: Value) => void;
	#reject?: (reason: unknown) => void;

	constructor() {
		this.promise = new Promise((resolve, reject) => {
			this.#resolve = resolve;
			this.#reject = reject;
		});
	}

	/** Fulfils the promise, unless it is settled. */
	resolve(value: Value): void {
		this.#resolve?.(value);
	}

	/** Rejects the promise, unless it is settled. */
	reject(reason: unknown): void {
		this.#reject?.(reason);
	}
}
