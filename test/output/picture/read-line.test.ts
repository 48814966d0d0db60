import test from 'ava';
import {readLine} from '../../../source/output/picture/read-line.js';
import {renderScreen} from '../../../source/output/picture/screen-picture.js';

const plain = {
	width: 1,
	foreground: undefined,
	background: undefined,
	isBold: false,
	isDim: false,
	isInverse: false,
};

test('colours and looks of a line', t => {
	t.deepEqual(readLine('a\u001B[1;31mb\u001B[22mc\u001B[0m'), [
		{...plain, text: 'a'},
		{...plain, text: 'b', foreground: 1, isBold: true},
		{...plain, text: 'c', foreground: 1},
	]);
	t.deepEqual(readLine('\u001B[2;7;92;101mx'), [
		{
			...plain,
			text: 'x',
			foreground: 10,
			background: 9,
			isDim: true,
			isInverse: true,
		},
	]);
	t.deepEqual(readLine('\u001B[38;5;208m\u001B[48;2;1;2;255mx'), [
		{...plain, text: 'x', foreground: 208, background: '#0102ff'},
	]);
});

test('a wide character has an empty cell after it, and what combines is one with it', t => {
	t.deepEqual(
		readLine('漢e\u0301').map(({text, width}) => [text, width]),
		[
			['漢', 2],
			['', 0],
			['e\u0301', 1],
		],
	);
});

test('a line with other sequences has no cells', t => {
	t.deepEqual(readLine('a\u001B[2Kb'), []);
});

test('a picture of lines', t => {
	t.snapshot(
		renderScreen(
			[
				'\u001B[2m╭ \u001B[0;1mPane\u001B[0;2m ──╮\u001B[m',
				'│ \u001B[36m██\u001B[2m░░\u001B[0m 漢 ✔│',
				'\u001B[7m q \u001B[0m <a> & "b"',
			].map(line => readLine(line)),
		),
	);
});
