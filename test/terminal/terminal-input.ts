import {Buffer} from 'node:buffer';
import {type Choices} from '../helpers/choices.js';

/** Something that a terminal sends in one piece, and that is not a kill. */
export type Input = {
	readonly bytes: Uint8Array;
	/** Its end is missing: the next input must wait until the program stops waiting for the end. */
	readonly isBroken?: boolean;
};

const st = '\u001B\\';
const bel = '\u0007';

/** Terminals' answers to questions, all with a `q` or a `c` if possible. */
const replies: ReadonlyArray<(choices: Choices) => string> = [
	// What it is: DA1, DA2, DA3.
	({pick}) =>
		`\u001B[?${pick(['1;2', '6', '62;22', '64;1;2;6;9;15;18;21;22;28'])}c`,
	({below}) => `\u001B[>${below(100)};${below(400)};${below(2)}c`,
	() => `\u001BP!|7E565445${st}`,
	() => '\u001B[c',
	// How it is, where the cursor is, modes, the window.
	() => '\u001B[0n',
	() => '\u001B[3n',
	() => '\u001B[?997;1n',
	({below}) => `\u001B[${1 + below(99)};${1 + below(200)}R`,
	({below}) => `\u001B[?${1 + below(99)};${1 + below(200)}R`,
	({below, pick}) => `\u001B[${pick(['?', ''])}${below(2100)};${below(5)}$y`,
	({below}) => `\u001B[8;${below(99)};${below(200)}t`,
	({below}) => `\u001B[${1 + below(6)};${below(2000)}x`,
	() => '\u001B[?2;0;800;600S',
	({below}) => `\u001B[?${below(32)}u`,
	// Text: settings, versions, colours, titles, the clipboard, graphics.
	({pick}) => `\u001BP1$r${pick(['0m', '1 q', '1;24r', '61;1"p'])}${st}`,
	({pick}) => `\u001BP${pick([1, 0])}+r5463=${pick(['383', '', 'cccc'])}${st}`,
	({pick}) => `\u001BP>|${pick(['XTerm(390)', 'tmux 3.5a', 'qc'])}${st}`,
	({below, pick}) =>
		`\u001B]${pick([10, 11, 12, 708])};rgb:cccc/cc${below(9)}c/cccc${pick([bel, st])}`,
	({below, pick}) =>
		`\u001B]4;${below(256)};rgb:c0c0/${pick(['cccc', 'qqqq'])}/cccc${pick([bel, st])}`,
	({pick}) => `\u001B]52;c;cXVpY2s${pick(['=', 'qc', ''])}${pick([bel, st])}`,
	({pick}) => `\u001B]${pick(['l', 'L'])}quick \u0107 \u{1F61B} cc${st}`,
	({pick}) => `\u001B_Gi=31;${pick(['OK', 'ENOENT: cq'])}${st}`,
	({pick}) => `\u001B${pick(['^', 'X'])}quick \u0007 check${st}`,
];

/** What keys, mice and windows send that is not a character. */
const encodings: ReadonlyArray<(choices: Choices) => string> = [
	({pick}) => `\u001B[${pick([...'ABCDEFHIOPQRSZabcdu'])}`,
	({pick}) => `\u001BO${pick([...'ABCDFHMPQRSXabcdjklmnopqrstuvwxy'])}`,
	({below, pick}) => `\u001BO${2 + below(7)}${pick([...'ABCDPQRS'])}`,
	({below, pick}) => `\u001B[1;${2 + below(15)}${pick([...'ABCDFHPQRS'])}`,
	({below, pick}) => `\u001B[${1 + below(34)}${pick([...'~^$@'])}`,
	({below}) => `\u001B[${1 + below(34)};${2 + below(15)}~`,
	({pick}) => `\u001B[[${pick([...'ABCDE'])}`,
	({below, pick}) =>
		`\u001B[<${below(96)};${below(300)};${below(99)}${pick(['M', 'm'])}`,
	({below}) => `\u001B[${32 + below(96)};${below(300)};${below(99)}M`,
	({pick}) =>
		`\u001B[M${pick([' ', '#', 'c', 'q'])}${pick(['c', 'q', '!', '\u00E8', '\u011B'])}${pick(['c', 'q', '!'])}`,
	({pick}) => `\u001B[t${pick(['c', 'q'])}${pick(['c', 'q'])}`,
	() => '\u001B[Tcqcqcq',
	({below, pick}) =>
		`\u001B[${pick([99, 113, 27, 13, 57_441])}${pick(['', ':67', '::99'])};${pick([1, 2, 3, 9])}${pick(['', ':1', ':2', ':3'])}${below(2) === 0 ? '' : ';113'}u`,
	({pick}) => `\u001B[27;${pick([2, 3, 4, 6])};${pick([99, 113])}~`,
	({pick}) => `\u001B[${pick([67, 81])};46;${pick([99, 113])};1;0;1_`,
	({pick}) => `\u001B[24;${pick([1, 2])};3;4;0&w`,
	// Characters beyond ASCII; the last byte of some is a control's, or a letter's with its highest bit set.
	({pick}) =>
		pick([
			'\u00E9',
			'\u00DB',
			'\u041B',
			'\u4E9B',
			'\u6C9B',
			'\u{1F61B}',
			'\u{1F600}',
			'\u20AC',
		]),
];

/** Alt with a key: ESC and the key. Keys that continue a sequence after ESC are left out: they look like a sequence that has lost its end. */
function altKey({pick}: Choices): string {
	return `\u001B${pick([...'qcQCaZ09 +-=?.', '\r', '\u007F', '\u001A', '\u00E9', '\u00DB'])}`;
}

/** Pasted text between its marks: words, lines, and what a terminal may leave of sequences in it. */
function paste({below, pick}: Choices): string {
	const parts = Array.from({length: below(8)}, () =>
		pick([
			'q',
			'c',
			'select quick_count from c;\n',
			'\u001B[20',
			'\u001B',
			'\u001B[A',
			'\u001B[201',
			'\u0003',
			'\u00E9\u{1F61B}',
			'\u001B]0;c',
		]),
	);
	return `\u001B[200~${parts.join('')}\u001B[201~`;
}

/** The same with the C1 controls of 8-bit or UTF-8, if it has an introducer. */
function inEightBits(text: string, {chance}: Choices): Uint8Array {
	const pairs = new Map(
		[...'[]POX^_\\'].map(letter => [
			`\u001B${letter}`,
			(letter.codePointAt(0) ?? 0) + 0x40,
		]),
	);
	const isUtf8 = chance(50);
	// eslint-disable-next-line no-control-regex -- The terminal's own bytes.
	const parts = text.split(/(\u001B[[\]POX^_\\])/).map(part => {
		const control = pairs.get(part);
		if (control === undefined) {
			return Buffer.from(part);
		}

		return isUtf8
			? Buffer.from(String.fromCodePoint(control))
			: Uint8Array.of(control);
	});
	return Buffer.concat(parts);
}

/** A reply of the terminal: whole, or without its end. It is no key and no text: ESC alone would be one. */
export function randomReply(choices: Choices): Input {
	return cutSometimes(choices.pick(replies)(choices), choices, {
		canBe8Bit: true,
		least: 2,
	});
}

/** Any input that is not a plain key: whole, or without its end. */
export function randomInput(choices: Choices): Input {
	const {below, pick} = choices;
	const kind = below(10);
	if (kind === 0) {
		return {bytes: Buffer.from(altKey(choices))};
	}

	const text =
		kind === 1 ? paste(choices) : pick(kind < 6 ? replies : encodings)(choices);
	return cutSometimes(text, choices, {canBe8Bit: kind > 1, least: 1});
}

/**
@param limits.canBe8Bit - It may be sent with 8-bit controls.
@param limits.least - So many bytes are left of it, at least.
*/
function cutSometimes(
	text: string,
	choices: Choices,
	{canBe8Bit, least}: {readonly canBe8Bit: boolean; readonly least: number},
): Input {
	const {below, chance} = choices;
	const bytes =
		canBe8Bit && chance(20) ? inEightBits(text, choices) : Buffer.from(text);
	// After a mouse report without its end, the next bytes are taken as coordinates, which can be any byte; and a C1 control after half a character as the rest of it.
	const canBreak = text.startsWith('\u001B') && !/^.\[[MTt]/.test(text);
	return bytes.length > least && canBreak && chance(8)
		? {
				bytes: bytes.subarray(0, least + below(bytes.length - least)),
				isBroken: true,
			}
		: {bytes};
}
