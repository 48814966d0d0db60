const units = ['', 'k', 'm', 'g'];

/**
Reads a size such as `100MB`, `64k`, `1.5GiB` or `4096`, in bytes. As in the servers' own settings 1 MB is 1,048,576 bytes, however it is spelled.

@returns `undefined` when the text is not a size of at least one byte.
*/
export function parseSize(text: string): number | undefined {
	const [, amount, unit] =
		/^(\d+(?:\.\d+)?)\s*(|b|[kmg](?:i?b)?)$/i.exec(text.trim()) ?? [];
	if (amount === undefined || unit === undefined) {
		return undefined;
	}

	const letter = unit.charAt(0).toLowerCase().replace('b', '');
	const bytes = Math.round(Number(amount) * 1024 ** units.indexOf(letter));
	return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Reads a rate such as `20MB/s` in bytes per second; the `/s` may be left out. */
export function parseRate(text: string): number | undefined {
	return parseSize(text.trim().replace(/\/s$/i, ''));
}
