import stringWidth from 'string-width';

/** Breaks a text between words. A word that is too long gets its own line. Pure. @param width - Cells. */
export function wrap(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > width) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return [...lines, line];
}
