import test from 'ava';
import {createElement} from 'react';
import {Text} from 'ink';
import {fitSentences, wrappedHeight} from '../../source/ui/wrapped.js';
import {componentFrame} from '../helpers/component-frame.js';

test('a text takes as many lines as Ink gives it', t => {
	for (const text of [
		'A kill in plain words, what matters most first: what it did, what that left, why, and how it is known.',
		'A user of the server may call herself 山田花子, and her table 注文明細: each of these signs takes two cells.',
	]) {
		for (let width = 16; width <= 110; width++) {
			t.is(
				wrappedHeight(text, width),
				componentFrame(createElement(Text, {}, text), width).split('\n').length,
				`${width}`,
			);
		}
	}
});

test('sentences that do not fit are left out whole, and the first one never is', t => {
	const sentences = ['One two three.', 'Four five.', 'Six.'];
	const fit = (width: number, height: number) =>
		fitSentences(sentences, {before: 'K ', width, height});
	t.is(fit(40, 1), 'One two three. Four five. Six.');
	t.is(fit(30, 1), 'One two three. Four five.');
	t.is(fit(20, 1), 'One two three.');
	t.is(fit(20, 2), 'One two three. Four five. Six.');
	t.is(fit(10, 1), 'One two three.');
});
