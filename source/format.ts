import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';

/** A readable number of bytes, with three digits. 1 MB is 1,048,576 bytes, as in the servers' own settings and in the blog post. */
export function formatBytes(bytes: number): string {
	// No further options: they would make it format by locale, which takes a tenth of a millisecond each time.
	return prettyBytes(bytes, {binary: true}).replace('iB', 'B');
}

/** An amount of bytes, or of rows: `100 MB`, `5,000 rows`. */
export function formatAmount(amount: number, unit: 'bytes' | 'rows'): string {
	return unit === 'bytes'
		? formatBytes(amount)
		: `${grouped(amount)} row${amount === 1 ? '' : 's'}`;
}

/** A whole number with its digits in groups of three: `5,000`. */
export function grouped(number: number): string {
	return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

const megabyte = 1024 ** 2;

/** Bytes per second; megabytes with one decimal, so that its point stays where it is while the rate changes. */
export function formatRate(bytesPerSecond: number): string {
	const megabytes = bytesPerSecond / megabyte;
	return megabytes >= 1 && megabytes < 1000
		? `${megabytes.toFixed(1)} MB/s`
		: `${formatBytes(bytesPerSecond)}/s`;
}

/** A duration: `0.4 ms` below ten milliseconds, `312 ms` below a second, then `1.2 s` and `2m 3s`. */
export function formatDuration(ms: number): string {
	if (ms < 9.95) {
		return `${ms.toFixed(1)} ms`;
	}

	if (ms < 999.5) {
		return `${Math.round(ms)} ms`;
	}

	return ms < 59_950
		? `${(ms / 1000).toFixed(1)} s`
		: prettyMilliseconds(Math.round(ms / 1000) * 1000);
}

/** A fraction, 0 to 1, as a whole percentage: 100 only when it is complete. */
export function formatPercent(part: number): string {
	// 0.58 * 100 is a little less than 58.
	return `${Math.floor(part * 100 + 1e-9)} %`;
}

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
