import test from 'ava';
import {shareLines, type Block} from '../../source/ui/share-lines.js';

const blocks: ReadonlyArray<Block<'first' | 'second' | 'third'>> = [
	{name: 'first', least: 2, wanted: 4},
	{name: 'second', least: 3, wanted: 3},
	{name: 'third', least: 1, wanted: 2},
	{name: 'first', least: 2, wanted: 6},
];

/** Lines, and what each block gets of them. */
const cases: ReadonlyArray<readonly [number, number, number, number]> = [
	[-1, 0, 0, 0],
	[0, 0, 0, 0],
	[1, 0, 0, 1],
	[2, 2, 0, 0],
	[3, 2, 0, 1],
	[4, 3, 0, 1],
	[5, 2, 3, 0],
	[6, 2, 3, 1],
	[7, 3, 3, 1],
	[8, 4, 3, 1],
	[9, 4, 3, 2],
	[10, 5, 3, 2],
	[11, 6, 3, 2],
	[99, 6, 3, 2],
];

test('what did not get its least gets nothing later', t => {
	const late = [
		{name: 'first', least: 3, wanted: 3},
		{name: 'second', least: 0, wanted: 0},
	] as const;
	t.deepEqual(shareLines(2, late), {first: 0, second: 0});
});

for (const [lines, first, second, third] of cases) {
	test(`${lines} lines`, t => {
		t.deepEqual(shareLines(lines, blocks), {first, second, third});
	});
}
