import test from 'ava';
import {explainReplayKey} from '../../source/keys/explain-replay-key.js';

const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCodePoint(0x20 + index),
);

test('a key that does something in the lab only says that it does nothing in a replay', t => {
	const explained = new Set(
		printable.map(character =>
			explainReplayKey({type: 'character', character}),
		),
	);
	t.true(explained.has('q does nothing: a replay kills nothing'));
	t.true(explained.has('c does nothing: a replay kills nothing'));
	t.true(explained.has('a does nothing in a replay'));
	for (const key of [' ', '+', '.', ',', '[', ']', 's', '?', 'x']) {
		t.is(explainReplayKey({type: 'character', character: key}), undefined);
	}
});

test('no other press says anything', t => {
	for (const character of ['c', 'q', 'a']) {
		t.is(explainReplayKey({type: 'alt', character}), undefined);
		t.is(explainReplayKey({type: 'control', character}), undefined);
	}

	t.is(explainReplayKey({type: 'paste', text: 'q'}), undefined);
});
