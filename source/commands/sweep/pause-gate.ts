/** What a sweep waits at before each run. */
export type PauseGate = {
	/** Shuts it, or opens it. @returns Whether it is shut now. */
	readonly toggle: () => boolean;
	/** Resolves when it is open, or when the user quits. */
	readonly ready: () => Promise<void>;
};

/** Creates an open gate. @param leaving - Aborted when the user quits. */
export function createPauseGate(leaving: AbortSignal): PauseGate {
	let isShut = false;
	const waiting = new Set<() => void>();

	const open = () => {
		isShut = false;
		for (const pass of waiting) {
			pass();
		}

		waiting.clear();
	};

	leaving.addEventListener('abort', open);
	return {
		toggle() {
			if (isShut) {
				open();
			} else {
				isShut = true;
			}

			return isShut;
		},
		async ready() {
			if (isShut && !leaving.aborted) {
				await new Promise<void>(resolve => {
					waiting.add(resolve);
				});
			}
		},
	};
}
