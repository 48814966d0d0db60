import stringWidth from 'string-width';

/**
Breaks a text at its spaces into lines. Pure.

@param width - Cells; a word that is wider stays whole.
@param indent - Before each line but the first.
*/
export function wrapText(
	text: string,
	width: number,
	indent: string,
): readonly string[] {
	// What stands before the first word stays.
	return wrapWords(text.split(/(?<=\S) /), width, indent);
}

/** The same with words that may have spaces in them, such as an option with its value. Pure. */
export function wrapWords(
	words: readonly string[],
	width: number,
	indent: string,
): readonly string[] {
	const lines: string[] = [];
	for (const word of words) {
		const line = lines.at(-1);
		if (line === undefined) {
			lines.push(word);
		} else if (stringWidth(line) + 1 + stringWidth(word) <= width) {
			lines.splice(-1, 1, `${line} ${word}`);
		} else {
			lines.push(`${indent}${word}`);
		}
	}

	return lines;
}
