/** Stands for a dash that is typed, until it is escaped. */
const typedDash = '\uE000';

/** Characters that roff gives a meaning to, or draws as others than they are. */
const escapes: ReadonlyMap<string, string> = new Map([
	['\\', String.raw`\e`],
	["'", String.raw`\(aq`],
	['"', String.raw`\(dq`],
	['^', String.raw`\(ha`],
	['~', String.raw`\(ti`],
	['↑', String.raw`\(ua`],
	['↓', String.raw`\(da`],
	['←', String.raw`\[u2190]`],
	['→', String.raw`\[u2192]`],
	[typedDash, String.raw`\-`],
]);

/** A text in which nothing means anything to roff. Pure. @throws For a character that it has no name for here. */
export function escapeRoff(text: string): string {
	return text.replaceAll(/[\\'"^~]|\P{ASCII}/gu, character => {
		const escape = escapes.get(character);
		if (escape === undefined) {
			throw new Error(`${character} has no name in roff here`);
		}

		return escape;
	});
}

function asTyped(word: string): string {
	return escapeRoff(word.replaceAll('-', typedDash));
}

/** A sentence: `code` is bold, and the dashes of options are those that are typed. Pure. */
export function sentence(text: string): string {
	const marked = text.replaceAll(/(?<![\w-])--?[a-z][\w-]*/gi, option =>
		option.replaceAll('-', typedDash),
	);
	const line = escapeRoff(marked).replaceAll(
		/`([^`]*)`/g,
		String.raw`\fB$1\fR`,
	);
	// A line that begins with a dot would be a request.
	return line.startsWith('.') ? String.raw`\&${line}` : line;
}

/** What is typed as it is, in bold; a name in capital letters stands for something. Pure. */
export function typed(text: string): string {
	return text.replaceAll(
		/[^[\]\s=|]+/g,
		word =>
			`${/^[A-Z]+(?:\.{3}|\.md)?$/.test(word) ? String.raw`\fI` : String.raw`\fB`}${asTyped(word)}${String.raw`\fR`}`,
	);
}
