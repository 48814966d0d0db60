/** How long a server may take until a connection is ready, by default, in ms. */
export const usualConnectTimeout = 10_000;

/** Reads a TCP port. */
export function parsePort(word: string): number | undefined {
	return parseWhole(word, 65_535);
}

/** Reads a time limit in seconds, up to a day. @returns Ms. */
export function parseTimeLimit(word: string): number | undefined {
	const seconds = parseWhole(word, 86_400);
	return seconds === undefined ? undefined : seconds * 1000;
}

/** What is wrong with a port that is none. A word that is no number is not repeated: it may be a password behind -P. */
export function wrongPort(word: string): string {
	return `A port is a number from 1 to 65535${/^\d+$/.test(word) ? `, not ${word}` : ''}.`;
}

function parseWhole(word: string, most: number): number | undefined {
	const number = Number(word);
	return /^\d+$/.test(word) && number >= 1 && number <= most
		? number
		: undefined;
}
