import test from 'ava';
import stringWidth from 'string-width';
import {blank, readCells} from '../../source/terminal/cells.js';

/** The style of each character of a line, between bars. */
function styles(line: string): string | undefined {
	return readCells(line)
		?.map(({style}) => style)
		.join('|');
}

const sgr = (parameters: string) => `\u001B[${parameters}m`;

test('a blank cell is a space in the terminal’s own look', t => {
	t.deepEqual(blank, {character: ' ', style: ''});
});

test('each character is a cell', t => {
	t.deepEqual(readCells('a│ é'), [
		{character: 'a', style: ''},
		{character: '│', style: ''},
		{character: ' ', style: ''},
		{character: 'é', style: ''},
	]);
	t.deepEqual(readCells(''), []);
});

test('a line with a character that is not one column wide has no cells', t => {
	const lines = ['漢', 'a漢b', 'a\u0301', '\t', '\u007F', '\u001B[2Ka'];
	t.deepEqual(
		lines.filter(line => readCells(line)),
		[],
	);
});

for (const [start, end] of [
	[1, 22],
	[2, 22],
	[3, 23],
	[4, 24],
	[7, 27],
	[30, 39],
	[37, 39],
	[90, 39],
	[97, 39],
	[40, 49],
	[47, 49],
	[100, 49],
	[107, 49],
] as const) {
	test(`style ${start} lasts to ${end}, and ends with 0 and without a parameter`, t => {
		for (const parameters of [String(end), '0', '']) {
			t.is(styles(`a${sgr(String(start))}b${sgr(parameters)}c`), `|${start}|`);
		}
	});
}

for (const code of [5, 8, 9, 21, 25, 29, 38, 48, 89, 98, 99, 108]) {
	test(`style ${code} is unknown`, t => {
		t.is(readCells(`${sgr(String(code))}a`), undefined);
	});
}

test('each style has a kind, and a later one of the same kind replaces it', t => {
	t.is(
		styles(`${sgr('1;2;3;4;7')}a${sgr('31;41')}b${sgr('92;102')}c`),
		['1;2;3;4;7', '1;2;3;4;7;31;41', '1;2;3;4;7;92;102'].join('|'),
	);
	t.is(styles(`${sgr('31;42')}a${sgr('39')}b${sgr('49')}c`), '31;42|42|');
	t.is(
		styles(`${sgr('3;4;7')}a${sgr('23')}b${sgr('24')}c${sgr('27')}d`),
		'3;4;7|4;7|7|',
	);
	t.is(styles(`${sgr('1;0;2')}a`), '2');
});

test('a colour from a palette or of three numbers is one style', t => {
	t.is(
		styles(`${sgr('38;5;123')}a${sgr('48;2;1;22;255')}b`),
		'38;5;123|38;5;123;48;2;1;22;255',
	);
	t.is(styles(`${sgr('38;5;123')}a${sgr('31')}b${sgr('39')}c`), '38;5;123|31|');
	t.is(styles(`${sgr('48;5;1')}a${sgr('49')}b`), '48;5;1|');
	const wrong = [
		'38;5',
		'38;2;1;2',
		'58;5;1',
		'138;5;1',
		'38;5;1;1',
		'38;5;x',
		'1;99',
	];
	t.deepEqual(
		wrong.filter(parameters => readCells(`${sgr(parameters)}a`)),
		[],
	);
});

test('a character is a cell if string-width has one column for it, also where that is not asked', t => {
	const wrong = Array.from({length: 0x28_00 - 0x20}, (_, index) =>
		String.fromCodePoint(0x20 + index),
	).filter(
		character =>
			(readCells(character) !== undefined) !== (stringWidth(character) === 1),
	);
	t.deepEqual(wrong, []);
});
