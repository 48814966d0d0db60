import {Buffer} from 'node:buffer';
import test from 'ava';
import {
	createHiddenLine,
	type LineEnd,
	type LinePause,
} from '../../source/terminal/hidden-line.js';

/** Types packets, and returns how the line ended. */
function type(
	...packets: ReadonlyArray<string | Uint8Array>
): LineEnd | LinePause | undefined {
	const line = createHiddenLine();
	let end: LineEnd | LinePause | undefined;
	for (const packet of packets) {
		end ??= line.push(Buffer.from(packet));
	}

	return end;
}

test('a broken character ends with the fourth byte', t => {
	t.deepEqual(type(Uint8Array.of(0xff), 'abcde\r'), {
		type: 'entered',
		text: '\uFFFDabcde',
	});
});

const lines: ReadonlyArray<
	readonly [title: string, packets: readonly string[], text: string]
> = [
	['Enter', ['s3cret\r'], 's3cret'],
	['Enter as a line feed', ['s3cret\n'], 's3cret'],
	['one character per packet', ['a', 'b', 'c', '\r'], 'abc'],
	['nothing', ['\r'], ''],
	['spaces, also at the ends', [' a b \r'], ' a b '],
	['beyond ASCII', ['pä€🗝ss\r'], 'pä€🗝ss'],
	['Backspace', ['abx\u007Fc\r'], 'abc'],
	['the other Backspace', ['abx\bc\r'], 'abc'],
	['Backspace erases a whole character', ['a🗝\u007Fb\r'], 'ab'],
	['Backspace more often than there are characters', ['a\b\b\bb\r'], 'b'],
	['Ctrl-U', ['wrong\u0015right\r'], 'right'],
	['Ctrl-W erases the last word', ['one two  \u0017three\r'], 'one three'],
	['Ctrl-W erases a word beyond ASCII', ['ä€🗝\u0017b\r'], 'b'],
	['Ctrl-W on an empty line', ['\u0017\u0017b\r'], 'b'],
	['Ctrl-D ends the line', ['s3cret\u0004'], 's3cret'],
	['other control characters are ignored', ['a\u0001\tb\r'], 'ab'],
	[
		'arrows and function keys are ignored',
		['a\u001B[D\u001BOPb\u001B[15~c\r'],
		'abc',
	],
	['an arrow in two packets', ['a\u001B[', 'Db\r'], 'ab'],
	['what follows is dropped', ['a\rq'], 'a'],
];

for (const [title, packets, text] of lines) {
	test(title, t => {
		t.deepEqual(type(...packets), {type: 'entered', text});
	});
}

test('a character may come in two packets', t => {
	const bytes = Buffer.from('aäb\r');
	t.deepEqual(type(bytes.subarray(0, 2), bytes.subarray(2)), {
		type: 'entered',
		text: 'aäb',
	});
});

test('Ctrl-C interrupts, even within a sequence', t => {
	t.deepEqual(type('s3c\u0003ret\r'), {type: 'interrupted'});
	t.deepEqual(type('\u001B[\u0003'), {type: 'interrupted'});
});

test('Ctrl-Z pauses the line, which then continues', t => {
	const line = createHiddenLine();
	t.deepEqual(line.push(Buffer.from('ab\u001A')), {type: 'suspended'});
	t.deepEqual(line.push(Buffer.from('c\r')), {type: 'entered', text: 'abc'});
});

test('a line without Enter is not finished', t => {
	t.is(type('s3cret'), undefined);
});
