import test from 'ava';
import xterm from '@xterm/headless';
import {choicesOf, type Choices} from '../helpers/choices.js';
import {paintRow} from '../../source/terminal/paint.js';
import {nextPortion} from '../../source/terminal/portion.js';

const cases: ReadonlyArray<readonly [string, string, string, number, string]> =
	[
		['nothing for an unchanged line', 'a', 'a', 10, ''],
		['a line that differs', 'c', 'b', 10, '\u001B[1;1Hc'],
		['a removed line', '', 'b', 10, '\u001B[1;1H\u001B[K'],
		['a new line', 'b', '', 10, '\u001B[1;1Hb'],
		[
			'a line of full width, without erasing its last character',
			'abcd',
			'abc',
			4,
			'\u001B[1;4Hd',
		],
		[
			'all of a line of full width, without erasing its last character',
			'abcd',
			'efgh',
			4,
			'\u001B[1;1Habcd',
		],
		[
			'two parts of a line, far from each other',
			'1 s of a long line 2',
			'0 s of a long line 1',
			20,
			'\u001B[1;1H1\u001B[1;20H2',
		],
		[
			'two parts of a line that are close together as one',
			'10 s 2',
			'00 s 1',
			20,
			'\u001B[1;1H10 s 2',
		],
		['a shorter line', 'abc', 'abcdef', 10, '\u001B[1;4H\u001B[K'],
		[
			'a part with its colour, and what has another one',
			'ab\u001B[31mcd\u001B[1me\u001B[22m\u001B[39mf',
			'ab\u001B[31mxx\u001B[39mxx',
			10,
			'\u001B[1;3H\u001B[31mcd\u001B[0;31;1me\u001B[0mf',
		],
		[
			'a part with only another colour',
			'\u001B[38;5;9ma\u001B[39mb',
			'ab',
			10,
			'\u001B[1;1H\u001B[38;5;9ma\u001B[m',
		],
		[
			'a line with a wide character whole',
			'日a',
			'日b',
			10,
			'\u001B[1;1H日a\u001B[K',
		],
		[
			'a line with another sequence than a colour whole',
			'a\u001B[5mb',
			'ab',
			10,
			'\u001B[1;1Ha\u001B[5mb\u001B[K',
		],
		['a line that is too wide', 'abcdef', '', 4, '\u001B[1;1Habcd'],
		[
			'a line that is too wide, with the end of its colour',
			'\u001B[31mabcdef\u001B[39m',
			'',
			4,
			'\u001B[1;1H\u001B[31mabcd\u001B[39m',
		],
		[
			'half of a wide character never',
			'abc日本',
			'',
			4,
			'\u001B[1;1Habc\u001B[K',
		],
	];

for (const [what, line, before, columns, expected] of cases) {
	test(`paints ${what}`, t => {
		t.is(paintRow(0, line, before, columns), expected);
	});
}

const looks = [
	['\u001B[1m', '\u001B[22m'],
	['\u001B[2m', '\u001B[22m'],
	['\u001B[7m', '\u001B[27m'],
	['\u001B[31m', '\u001B[39m'],
	['\u001B[96m', '\u001B[39m'],
	['\u001B[44m', '\u001B[49m'],
	['\u001B[38;2;1;2;3m', '\u001B[39m'],
	['', ''],
] as const;

/** A line of up to 20 columns, with styles nested as chalk nests them. */
function randomLine({below, pick}: Choices): string {
	let line = '';
	for (let words = below(5); words > 0; words--) {
		const [begin, end] = pick(looks);
		const [inner, innerEnd] = pick(looks);
		line += `${begin}${pick(['a', 'bc', '  ', '│', '━━'])}${inner}${pick(['d', ' ', '█'])}${innerEnd}${pick(['e', ''])}${end}`;
	}

	return line;
}

test('what is painted in parts looks like what is painted whole', async t => {
	const choices = choicesOf(1);
	const size = {cols: 20, rows: 3, allowProposedApi: true, scrollback: 0};
	let previous: readonly string[] | undefined;
	const parts = new xterm.Terminal(size);
	for (let count = 0; count < 500; count++) {
		const lines = Array.from({length: 1 + choices.below(3)}, () =>
			randomLine(choices),
		);
		const whole = new xterm.Terminal(size);
		await Promise.all([
			write(parts, painted(lines, previous)),
			write(
				whole,
				lines.map((line, row) => `\u001B[${row + 1};1H${line}`).join(''),
			),
		]);
		t.deepEqual(
			look(parts),
			look(whole),
			`${JSON.stringify([previous, lines])}`,
		);
		previous = lines;
	}
});

function painted(
	lines: readonly string[],
	shown: readonly string[] | undefined,
): string {
	return nextPortion({
		lines,
		wanted: shown,
		shown,
		columns: 20,
		limit: Infinity,
		isUrgent: false,
	}).output;
}

type Emulator = InstanceType<typeof xterm.Terminal>;

async function write(terminal: Emulator, output: string): Promise<void> {
	await new Promise<void>(resolve => {
		terminal.write(output, resolve);
	});
}

/** Every cell: its character, and its visible style. */
function look(terminal: Emulator): readonly string[] {
	const cells: string[] = [];
	for (let row = 0; row < 3; row++) {
		const line = terminal.buffer.active.getLine(row);
		for (let column = 0; column < 20; column++) {
			const cell = line?.getCell(column);
			cells.push(
				[
					cell?.getChars() === '' ? ' ' : cell?.getChars(),
					cell?.getFgColor(),
					cell?.getBgColor(),
					cell?.isBold(),
					cell?.isDim(),
					cell?.isInverse(),
				].join(' '),
			);
		}
	}

	return cells;
}

test('a line that would be longer in parts is painted whole', t => {
	const before = 'x'.repeat(90);
	const line = [...before]
		.map((old, index) => (index % 9 ? old : 'y'))
		.join('');
	t.is(paintRow(99, line, before, 90), `\u001B[100;1H${line}`);
	t.true(
		paintRow(9, line, before, 90).startsWith('\u001B[10;1Hy\u001B[10;10Hy'),
	);
});

test('eight equal columns separate two parts', t => {
	t.is(paintRow(0, 'b-------b.', 'a-------a.', 20), '\u001B[1;1Hb-------b');
	t.is(
		paintRow(0, 'b--------b.', 'a--------a.', 20),
		'\u001B[1;1Hb\u001B[1;10Hb',
	);
});

test('nothing is written for an unchanged line of wide characters', t => {
	t.is(paintRow(0, '漢', '漢', 10), '');
});
