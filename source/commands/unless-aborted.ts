/**
Waits for something, unless a signal is aborted: then the result no longer matters.

@throws The signal's reason, or what was waited for throws.
*/
export async function unlessAborted<Result>(
	awaited: Promise<Result>,
	signal: AbortSignal,
): Promise<Result> {
	return new Promise((resolve, reject) => {
		const abort = () => {
			// eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- It is the reason that the caller gave.
			reject(signal.reason);
		};

		signal.addEventListener('abort', abort);
		if (signal.aborted) {
			abort();
		}

		awaited.then(resolve, reject).finally(() => {
			signal.removeEventListener('abort', abort);
		});
	});
}
