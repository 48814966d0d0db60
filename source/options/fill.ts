/** The widest line that no terminal of 80 columns breaks. */
const widest = 79;

/**
A list as lines of text: its items stay whole, with commas between them.

@param indent - Before each line but the first.
*/
export function fill(
	start: string,
	items: readonly string[],
	end: string,
	indent = '',
): readonly string[] {
	const words = items.map(
		(item, index) => item + (index < items.length - 1 ? ',' : end),
	);
	const lines = [start];
	for (const word of words) {
		const line = `${lines.at(-1)} ${word}`;
		if (line.length > widest) {
			lines.push(`${indent}${word}`);
		} else {
			lines.splice(-1, 1, line);
		}
	}

	return lines;
}
