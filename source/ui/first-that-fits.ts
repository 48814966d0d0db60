import stringWidth from 'string-width';

/** The first of these texts that fits into this many cells, or else the last. Pure. */
export function firstThatFits(texts: readonly string[], width: number): string {
	return texts.find(text => stringWidth(text) <= width) ?? texts.at(-1) ?? '';
}
