/** What no shell gives a meaning to. */
const plain = /^[\w%+,./:=@-]+$/;

/**
A word as a POSIX shell takes it, in one printable line. Pure.

Control characters, such as the line breaks of a statement, need `$'…'`: bash, zsh and ksh have it, and POSIX has since 2024 [manual].
*/
export function shellQuote(word: string): string {
	if (plain.test(word)) {
		return word;
	}

	return /\p{Cc}/u.test(word)
		? `$'${word.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll(/\p{Cc}/gu, escapeControl)}'`
		: `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

const letters: ReadonlyMap<string, string> = new Map([
	['\n', String.raw`\n`],
	['\r', String.raw`\r`],
	['\t', String.raw`\t`],
]);

/** In octal, always three digits: a digit may follow. The bytes of UTF-8, since that is what a shell writes. */
function escapeControl(character: string): string {
	return (
		letters.get(character) ??
		Array.from(
			new TextEncoder().encode(character),
			byte => `\\${byte.toString(8).padStart(3, '0')}`,
		).join('')
	);
}
