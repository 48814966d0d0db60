import test from 'ava';
import {paint} from '../../source/terminal/paint.js';

const cases: ReadonlyArray<
	readonly [
		string,
		readonly string[],
		readonly string[] | undefined,
		number,
		string,
	]
> = [
	['nothing that is the same', ['a', 'b'], ['a', 'b'], 10, ''],
	[
		'everything on an unknown screen',
		['a', 'b'],
		undefined,
		10,
		'\u001B[2J\u001B[1;1Ha\u001B[K\u001B[2;1Hb\u001B[K',
	],
	['a line that differs', ['a', 'c'], ['a', 'b'], 10, '\u001B[2;1Hc\u001B[K'],
	['a line that is gone', ['a'], ['a', 'b'], 10, '\u001B[2;1H\u001B[K'],
	['a line that is new', ['a', 'b'], ['a'], 10, '\u001B[2;1Hb\u001B[K'],
	['an empty line that is new', ['a', ''], ['a'], 10, ''],
	[
		'a line of full width, without erasing its last character',
		['abcd'],
		['abc'],
		4,
		'\u001B[1;1Habcd',
	],
	['a line that is too wide', ['abcdef'], [''], 4, '\u001B[1;1Habcd'],
	[
		'a line that is too wide, with the end of its colour',
		['\u001B[31mabcdef\u001B[39m'],
		[''],
		4,
		'\u001B[1;1H\u001B[31mabcd\u001B[39m',
	],
	[
		'half of a wide character never',
		['abc日本'],
		[''],
		4,
		'\u001B[1;1Habc\u001B[K',
	],
];

for (const [what, lines, previous, columns, expected] of cases) {
	test(`paints ${what}`, t => {
		t.is(paint(lines, previous, columns), expected);
	});
}
