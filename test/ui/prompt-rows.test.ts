import test from 'ava';
import stringWidth from 'string-width';
import {promptRows} from '../../source/ui/prompt-rows.js';
import {choicesOf} from '../helpers/choices.js';

/** The rows, with the cursor in brackets. */
function show(text: string, cursor: number, width: number, height = 99) {
	return promptRows(text, cursor, {width, height}).rows.map(
		({before, at, after}) => `${before}${at && `[${at}]`}${after}`,
	);
}

test('an empty line is one row with the cursor', t => {
	t.deepEqual(show('', 0, 10), ['[ ]']);
});

test('a line is wrapped wherever a row is full, and the cursor may begin one', t => {
	t.deepEqual(show('abcdef', 1, 4), ['a[b]cd', 'ef']);
	t.deepEqual(show('abcd', 4, 4), ['abcd', '[ ]']);
	t.deepEqual(show('abc', 3, 4), ['abc[ ]']);
});

test('a wide character is not cut, and an accent stays with its letter', t => {
	t.deepEqual(show('ab漢字', 3, 3), ['ab', '漢', '[字]']);
	t.deepEqual(show('abe\u0301d', 4, 3), ['abe\u0301', '[d]']);
	t.deepEqual(show('abe\u0301d', 2, 3), ['ab[e\u0301]', 'd']);
});

test('what has no width is drawn as a dot, and an accent alone on a circle', t => {
	t.deepEqual(show('a\u202Eb\u200Bc', 1, 9), ['a[·]b·c']);
	t.deepEqual(show('\u0301a', 1, 9), ['\u25CC\u0301[a]']);
});

test('a control is never drawn', t => {
	t.deepEqual(show('a\u001Bb\tc\u009Bd', 6, 9), ['a·b·c·[d]']);
});

test('of many rows those around the cursor are there, with their places', t => {
	const text = 'abcdefghijklmnopqrst';
	t.deepEqual(show(text, 9, 2, 3), ['gh', 'i[j]', 'kl']);
	t.deepEqual(show(text, 0, 2, 3), ['[a]b', 'cd', 'ef']);
	t.deepEqual(show(text, 20, 2, 3), ['qr', 'st', '[ ]']);
	const {rows, cursorRow, count} = promptRows(text, 9, {width: 2, height: 3});
	t.deepEqual(
		rows.map(({place}) => place),
		[3, 4, 5],
	);
	t.is(cursorRow, 4);
	t.is(count, 10);
});

const parts = ['a', ' ', '漢', 'e\u0301', '\u{1F600}', '\u202E', '\u001B', 'Ⅷ'];

function drawnAs(text: string): string {
	return text.replaceAll('\u202E', '·').replaceAll('\u001B', '·');
}

test('of random lines no row is too wide, exactly one has the cursor, and together they are the line', t => {
	for (let seed = 1; seed <= 500; seed++) {
		const {below, pick} = choicesOf(seed);
		const graphemes = Array.from({length: below(60)}, () => pick(parts));
		const text = graphemes.join('');
		const cursor = graphemes.slice(0, below(graphemes.length + 1)).join('');
		const width = 2 + below(20);
		const {rows} = promptRows(text, cursor.length, {width, height: 999});
		const drawn = rows.map(({before, at, after}) => before + at + after);
		t.deepEqual(
			drawn.filter(row => stringWidth(row) > width),
			[],
		);
		t.is(rows.filter(({at}) => at !== '').length, 1);
		t.is(drawn.join('').trimEnd(), drawnAs(text).trimEnd());
		t.is(rows.map(({before}) => before).join(''), drawnAs(cursor));
	}
});
