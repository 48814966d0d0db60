import stringWidth from 'string-width';

/**
How many lines a text takes when Ink wraps it: the space at the break stays. A word that is wider than a line counts as a full line. Pure.

@param width - Cells.
*/
export function wrappedHeight(text: string, width: number): number {
	let lines = 1;
	let used = 0;
	for (const [index, word] of text.split(' ').entries()) {
		if (index > 0) {
			if (used >= width) {
				lines++;
				used = 0;
			}

			used++;
		}

		const cells = Math.min(stringWidth(word), width);
		if (used > 0 && used + cells > width) {
			lines++;
			used = 0;
		}

		used += cells;
	}

	return lines;
}

/**
As many sentences as fit, from the first: a cut-off sentence is worse than none. The first is always included. Pure.

@param before - What stands before them, in the same paragraph.
*/
export function fitSentences(
	sentences: readonly string[],
	{before, width, height}: {before: string; width: number; height: number},
): string {
	const kept = sentences.findLastIndex(
		(_, last) =>
			wrappedHeight(before + sentences.slice(0, last + 1).join(' '), width) <=
			height,
	);
	return sentences.slice(0, Math.max(1, kept + 1)).join(' ');
}
