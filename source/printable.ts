/** A text without control characters, which would reach the terminal: they become spaces. */
export function printable(text: string): string {
	return text.replaceAll(/\p{Cc}+/gu, ' ').trim();
}
