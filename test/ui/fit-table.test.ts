import {PassThrough} from 'node:stream';
import test from 'ava';
import {render} from 'ink';
import {createElement} from 'react';
import stringWidth from 'string-width';
import {fitTable, type Column} from '../../source/ui/fit-table.js';
import {Table, type TableProps} from '../../source/ui/ink-table.js';
import {toAscii} from '../../source/output/ascii.js';

const wide = 200;

/** Draws a table with ink-table itself, on a screen that is wider than any of them, and without its colours. */
function draw(table: TableProps): readonly string[] {
	const frames: string[] = [];
	const stdout = Object.assign(new PassThrough(), {columns: wide});
	stdout.on('data', chunk => {
		frames.push(String(chunk));
	});
	const ink = render(createElement(Table, table), {
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
		stdout: stdout as unknown as NodeJS.WriteStream,
		debug: true,
	});
	stdout.read();
	ink.unmount();
	// eslint-disable-next-line no-control-regex
	return (frames[0] ?? '').replaceAll(/\u001B\[\d+m/g, '').split('\n');
}

const columns: readonly Column[] = [
	{name: 'id', rank: 1, isNumeric: true},
	{name: 'file', rank: 2, shortest: 8},
	{name: 'bytes', rank: 3, isNumeric: true},
	{name: 'hash', rank: 4, shortest: 6},
];

const rows = [
	{
		id: '7',
		file: 'random_file-0.bin',
		bytes: '104857600',
		hash: '0123456789abcdef',
	},
	{id: '12', file: 'short', bytes: '5', hash: 'equal'},
];

test('a table that has room is shown whole', t => {
	t.deepEqual(draw(fitTable(rows, columns, wide)), [
		'┌────┬───────────────────┬───────────┬──────────────────┐',
		'│ id │ file              │ bytes     │ hash             │',
		'├────┼───────────────────┼───────────┼──────────────────┤',
		'│  7 │ random_file-0.bin │ 104857600 │ 0123456789abcdef │',
		'│ 12 │ short             │         5 │ equal            │',
		'└────┴───────────────────┴───────────┴──────────────────┘',
	]);
});

test('cells become shorter before a column goes, the important ones last', t => {
	t.deepEqual(draw(fitTable(rows, columns, 40)), [
		'┌────┬────────────┬───────────┬────────┐',
		'│ id │ file       │ bytes     │ hash   │',
		'├────┼────────────┼───────────┼────────┤',
		'│  7 │ random_fi… │ 104857600 │ 01234… │',
		'│ 12 │ short      │         5 │ equal  │',
		'└────┴────────────┴───────────┴────────┘',
	]);
});

test('the least important columns go first', t => {
	t.deepEqual(fitTable(rows, columns, 32).columns, ['id', 'file', 'bytes']);
	t.deepEqual(fitTable(rows, columns, 20).columns, ['id', 'file']);
	t.deepEqual(fitTable(rows, columns, 10).columns, ['id']);
	t.deepEqual(fitTable(rows, columns, 5).columns, []);
});

test('an unimportant column does not take the place of an important one', t => {
	const table = fitTable(
		[{important: 'a very long text', less: 'x'}],
		[
			{name: 'less', rank: 2},
			{name: 'important', rank: 1},
		],
		19,
	);
	t.deepEqual(table.columns, []);
});

test('at every width ink-table draws no wider, and uses all of it before it shortens a cell', t => {
	let shown = 1;
	for (let width = 6; width <= 70; width++) {
		const table = fitTable(rows, columns, width);
		const lines = draw(table);
		const widths = [...new Set(lines.map(line => stringWidth(line)))];
		const isShortened = lines.some(line => line.includes('…'));
		t.is(widths.length, 1, `width ${width}`);
		t.true(Number(widths[0]) <= width, `width ${width}`);
		t.is(Number(widths[0]), isShortened ? width : Number(widths[0]));
		t.true(table.columns.length >= shown, `width ${width}`);
		shown = table.columns.length;
	}

	t.is(shown, 4);
});

test('characters that are not one column wide do not move the borders', t => {
	const table = fitTable(
		[
			{text: '日本語', next: 'a'},
			{text: 'e\u0301\u{1F600}', next: 'b'},
			{text: '\u001B[31mred\u001B[39m\n', next: 'c'},
			{text: 'é ✔ …', next: 'd'},
		],
		[
			{name: 'text', rank: 1, shortest: 4},
			{name: 'next', rank: 2},
		],
		24,
	);
	const lines = draw(table);
	t.is(new Set(lines.map(line => stringWidth(line))).size, 1);
	t.true(lines.some(line => line.includes('│ é ✔ …')));
	t.true(lines.some(line => line.includes('│ ???')));
});

test('a table without rows has its headings', t => {
	t.deepEqual(draw(fitTable([], columns.slice(0, 2), wide)), [
		'┌────┬──────┐',
		'│ id │ file │',
		'└────┴──────┘',
	]);
});

test('a cell that is missing is empty', t => {
	t.deepEqual(fitTable([{}], columns.slice(0, 2), wide).data, [
		{id: '  ', file: ''},
	]);
});

test('a table can be drawn in plain characters', t => {
	const table = fitTable(rows, columns, 40);
	t.deepEqual(
		draw(table).map(line => toAscii(line)),
		[
			'+----+------------+-----------+--------+',
			'| id | file       | bytes     | hash   |',
			'+----+------------+-----------+--------+',
			'|  7 | random_fi~ | 104857600 | 01234~ |',
			'| 12 | short      |         5 | equal  |',
			'+----+------------+-----------+--------+',
		],
	);
});

test('a column with room for one character has the first one, and none without it', t => {
	const columns = [{name: 'a', rank: 1, shortest: 1}];
	const rows = [{a: 'xyz'}];
	t.deepEqual(fitTable(rows, columns, 5), {
		columns: ['a'],
		data: [{a: 'x'}],
	});
	t.deepEqual(fitTable(rows, columns, 4).columns, []);
});
