import test from 'ava';
import {explainKey} from '../../source/keys/explain-key.js';

const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCodePoint(0x20 + index),
);

test('a key that looks like one that kills says why it does nothing', t => {
	const explained = printable.flatMap(character =>
		(['character', 'alt', 'control'] as const).flatMap(type => {
			const note = explainKey({type, character});
			return note === undefined ? [] : [note];
		}),
	);
	t.deepEqual(explained, [
		'C does nothing: c kills, in lower case',
		'Alt-C does nothing: c alone kills',
		'Q does nothing: q kills, in lower case',
		'Alt-Q does nothing: q alone kills',
		'Alt-c does nothing: c alone kills',
		'Alt-q does nothing: q alone kills',
		'^Z does nothing: it would stop the run too',
	]);
	t.is(explainKey({type: 'escape'}), undefined);
});
