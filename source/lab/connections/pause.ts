import {setTimeout as wait} from 'node:timers/promises';

/** Waits, in ms, or until the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await wait(ms, undefined, {signal});
	} catch (error: unknown) {
		if (!signal.aborted) {
			throw error;
		}
	}
}
