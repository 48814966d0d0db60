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
	const lines: string[] = [];
	// What stands before the first word stays.
	for (const word of text.split(/(?<=\S) /)) {
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
