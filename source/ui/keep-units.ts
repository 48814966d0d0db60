const noBreak = '\u00A0';

/** What belongs to a number: `0.4 ms`, `12 rows`, `50 %`, `error 1317`. */
const withUnit =
	/(?<=\d) (?=(?:ms|s|m|h|B|kB|MB|GB|TB|%|rows?|files?|kills?)\b|%)|(?<=\b(?:after|in|error|connection|kill|run|Kill|Run)) (?=\d)/g;

/** Joins numbers and their units, so that no line begins with a unit. */
export function keepUnits(text: string): string {
	return text.replaceAll(withUnit, noBreak);
}

/** The same text with ordinary spaces again. */
export function freeUnits(text: string): string {
	return text.replaceAll(noBreak, ' ');
}
