/** The parts of a statement that are kept, and those that hold values or comments. Backticks quote names. A string that is cut off goes to the end. */
const parts =
	/(?<name>`[^`]*(?:`|$)|[\p{L}_$][\p{L}\p{N}_$]*(?!['"]))|(?<comment>\/\*[^]*?(?:\*\/|$)|#.*|-- .*)|(?<literal>(?:\b[xXbBnN])?'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|\b0x[\dA-Fa-f]+\b|\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/gu;

/** A statement without its values, which may be somebody's secrets: each becomes `?`. Comments go, and white space becomes one space. Pure. */
export function withoutLiterals(statement: string): string {
	return statement
		.replaceAll(parts, (text, name: string | undefined, comment?: string) =>
			name === undefined ? (comment === undefined ? '?' : ' ') : text,
		)
		.replaceAll(/\s+/g, ' ')
		.trim();
}
