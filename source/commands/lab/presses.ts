import {type WorkloadFacts} from '../../lab/workloads/facts/contract.js';

/** What a key asks of the loop of runs: to begin the next one, to give it another workload, or to drop everything at once. */
export type Press =
	| {readonly type: 'start'}
	| {readonly type: 'hurry'}
	| {
			readonly type: 'choose';
			readonly workload: WorkloadFacts;
			/** What was typed for it; absent: it is as usual, or as it was. */
			readonly statement?: string;
	  };

/** Hands presses from the keys to who waits for them. What nobody waits for is lost. */
export type Presses = {
	readonly press: (press: Press) => void;
	/** The next press of these types. Rejects when the signal is aborted. */
	readonly next: <Type extends Press['type']>(
		types: readonly Type[],
		signal?: AbortSignal,
	) => Promise<Extract<Press, {readonly type: Type}>>;
};

export function createPresses(): Presses {
	const listeners = new Set<(press: Press) => void>();
	return {
		press(press) {
			for (const listener of listeners) {
				listener(press);
			}
		},
		async next(types, signal) {
			return new Promise((resolve, reject) => {
				const stop = () => {
					listeners.delete(listener);
					signal?.removeEventListener('abort', abort);
				};

				const abort = () => {
					stop();
					reject(new DOMException('Nobody waits any more', 'AbortError'));
				};

				const listener = (press: Press) => {
					if (isOneOf(press, types)) {
						stop();
						resolve(press);
					}
				};

				if (signal?.aborted) {
					abort();
					return;
				}

				listeners.add(listener);
				signal?.addEventListener('abort', abort);
			});
		},
	};
}

function isOneOf<Type extends Press['type']>(
	press: Press,
	types: readonly Type[],
): press is Extract<Press, {readonly type: Type}> {
	const wanted: readonly string[] = types;
	return wanted.includes(press.type);
}
