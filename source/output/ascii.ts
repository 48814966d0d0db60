import stringWidth from 'string-width';

/** The characters of the screen that are not ASCII, and below each its substitute. */
const beyondAscii = '─━│┌┐└┘├┤┬┴┼╭╮╰╯█░✔✘▸·…←→↑↓▁▂▃▄▅▆▇';
const substitutes = '-=|+++++++++++++#.vx>-~<>^v_.-=+*%';

const graphemes = new Intl.Segmenter();

/** The same text for a terminal that shows only ASCII. Every character keeps its width; one without a substitute becomes question marks. */
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
