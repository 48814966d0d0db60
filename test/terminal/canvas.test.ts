import test from 'ava';
import {createCanvas} from '../../source/terminal/canvas.js';

const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';
const near = {columns: 20, limit: Infinity, isUrgent: false} as const;
const slow = {columns: 20, limit: 1, isUrgent: false} as const;

test('the first picture on an unknown screen is shown only when it is complete', t => {
	const canvas = createCanvas();
	t.true(canvas.isUnknown());
	t.is(canvas.next(['a', 'b'], slow), `${begin}\u001B[2J\u001B[1;1Ha`);
	t.true(canvas.isUnfinished());
	t.is(canvas.next(['a', 'c'], slow), `\u001B[2;1Hc${end}`);
	t.false(canvas.isUnfinished());
	t.is(canvas.next(['a', 'c'], slow), '');
});

test('a later picture is shown as it comes, and after a new start the first one is complete again', t => {
	const canvas = createCanvas();
	canvas.next(['a', 'b'], near);
	t.is(canvas.next(['c', 'd'], slow), `${begin}\u001B[1;1Hc${end}`);
	t.is(canvas.next(['c', 'd'], slow), `${begin}\u001B[2;1Hd${end}`);
	canvas.next(['e', 'f'], slow);
	canvas.forget();
	t.false(canvas.isUnfinished());
	t.is(
		canvas.next(['e', 'f'], near),
		`${begin}\u001B[2J\u001B[1;1He\u001B[2;1Hf${end}`,
	);
});

test('a picture that becomes empty halfway is ended', t => {
	const canvas = createCanvas();
	canvas.next(['a', 'b'], slow);
	t.is(canvas.next(['a'], slow), end);
	t.false(canvas.isUnfinished());
});
