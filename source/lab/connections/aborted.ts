import {once} from 'node:events';

/** Resolves when the signal is aborted, or when nobody waits for that any more. */
export async function aborted(
	signal: AbortSignal,
	over: AbortSignal,
): Promise<void> {
	if (signal.aborted || over.aborted) {
		return;
	}

	try {
		await once(signal, 'abort', {signal: over});
	} catch (error: unknown) {
		if (!over.aborted) {
			throw error;
		}
	}
}
