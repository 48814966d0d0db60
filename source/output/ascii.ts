import stringWidth from 'string-width';

/** The characters of the screen that are not ASCII, and below each what stands for it. */
const beyondAscii = '─━│┌┐└┘├┤┬┴┼╭╮╰╯█░✔✘▸·…→';
const substitutes = '-=|+++++++++++++#.vx>-~>';

const graphemes = new Intl.Segmenter();

/** The same text for a terminal that shows only ASCII. Every character keeps its cells; one that has no substitute becomes question marks. */
export function toAscii(text: string): string {
	return text.replaceAll(/\P{ASCII}+/gu, run =>
		Array.from(graphemes.segment(run), ({segment}) => substitute(segment)).join(
			'',
		),
	);
}

function substitute(character: string): string {
	return (
		substitutes[beyondAscii.indexOf(character)] ??
		'?'.repeat(stringWidth(character))
	);
}
