import {setImmediate} from 'node:timers/promises';
import {type Writable} from 'node:stream';
import {Deferred} from './deferred.js';
import {pieceSize} from './file-source.js';
import {type Pacer} from './pacer.js';

/** After this many ms of writing the event loop gets a turn: small writes complete without it and would starve it (measured). */
const longestTurn = 2;

/** A wait shorter than this, in ms, is skipped: timers are not that precise. */
const shortestWait = 0.5;

/**
Writes to a socket at the pacer's pace, one write at a time, and counts the bytes of the file that the kernel has taken.

One write at a time is enough: the kernel's own buffer keeps the wire busy meanwhile. It makes a pause exact, and a buffer free again as soon as the write has returned.
*/
export class Pump {
	readonly #stream: Writable;
	readonly #pacer: Pacer;
	readonly #signal: AbortSignal;
	readonly #onProgress: (bytes: number) => void;
	#sent = 0;
	#turnStart: number;

	/**
	@param options.signal - Ends every wait; its reason is what the methods throw.
	@param options.onProgress - Called with the bytes of the file that the kernel has taken so far.
	*/
	constructor({
		stream,
		pacer,
		signal,
		onProgress,
	}: {
		readonly stream: Writable;
		readonly pacer: Pacer;
		readonly signal: AbortSignal;
		readonly onProgress: (bytes: number) => void;
	}) {
		this.#stream = stream;
		this.#pacer = pacer;
		this.#signal = signal;
		this.#onProgress = onProgress;
		this.#turnStart = pacer.now();
	}

	/** Writes what is not the file. The buffers are made when the write may go. */
	async send(frame: () => readonly Uint8Array[]): Promise<void> {
		await this.#permission();
		await this.#write(frame());
	}

	/** Writes the file in slices. */
	async sendFile(
		pieces: AsyncIterable<Uint8Array>,
		frame: (slice: Uint8Array) => readonly Uint8Array[],
	): Promise<void> {
		for await (const piece of pieces) {
			for (let offset = 0; offset < piece.length;) {
				await this.#permission();
				const slice = piece.subarray(
					offset,
					offset + this.#pacer.sliceSize(pieceSize),
				);
				offset += slice.length;
				this.#pacer.spend(slice.length);
				await this.#write(frame(slice));
				this.#sent += slice.length;
				this.#onProgress(this.#sent);
				await this.#yield();
			}
		}
	}

	async #permission(): Promise<void> {
		for (;;) {
			this.#signal.throwIfAborted();
			const delay = this.#pacer.delay();
			if (delay <= shortestWait) {
				return;
			}

			await this.#sleep(delay);
		}
	}

	/** Ends with the time, a change of the pacer, or the signal. */
	async #sleep(delay: number): Promise<void> {
		await new Promise<void>(resolve => {
			const wake = () => {
				clearTimeout(timer);
				unsubscribe();
				this.#signal.removeEventListener('abort', wake);
				resolve();
			};

			const timer = Number.isFinite(delay)
				? setTimeout(wake, delay)
				: undefined;
			const unsubscribe = this.#pacer.subscribe(wake);
			this.#signal.addEventListener('abort', wake);
		});
	}

	/** Ends when the kernel has taken the buffers. */
	async #write(parts: readonly Uint8Array[]): Promise<void> {
		const last = parts.at(-1);
		if (last === undefined) {
			return;
		}

		const written = new Deferred();
		const abort = () => {
			written.reject(this.#signal.reason);
		};

		this.#signal.addEventListener('abort', abort);
		this.#stream.cork();
		for (const part of parts.slice(0, -1)) {
			this.#stream.write(part);
		}

		this.#stream.write(last, error => {
			// Node also calls back without an error when the socket was destroyed under a write.
			if (error) {
				written.reject(error);
			} else if (this.#stream.destroyed) {
				written.reject(new Error('The connection was closed'));
			} else {
				written.resolve(undefined);
			}
		});
		this.#stream.uncork();

		try {
			await written.promise;
		} finally {
			this.#signal.removeEventListener('abort', abort);
		}
	}

	async #yield(): Promise<void> {
		if (this.#pacer.now() - this.#turnStart > longestTurn) {
			await setImmediate();
			this.#turnStart = this.#pacer.now();
		}
	}
}
