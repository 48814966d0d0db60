import test from 'ava';
import {
	explainKey,
	keyCommand,
	type KeyCommand,
} from '../../../source/commands/lab/key-command.js';

const commands: ReadonlyArray<readonly [string, KeyCommand]> = [
	[' ', 'pause'],
	['+', 'faster'],
	['-', 'slower'],
	['=', 'faster'],
	['?', 'help'],
	['a', 'arm'],
	['c', 'kill-connection'],
	['i', 'change-on-interrupt'],
	['n', 'later-kill'],
	['p', 'earlier-kill'],
	['q', 'kill-query'],
	['s', 'start'],
];

const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCodePoint(0x20 + index),
);

test('these characters are commands, and no others', t => {
	const found = printable.flatMap(character => {
		const command = keyCommand({type: 'character', character});
		return command ? [[character, command]] : [];
	});
	t.deepEqual<unknown, unknown>(found, commands);
});

test('of all keys with Ctrl, only Ctrl-C and the two for Enter are commands', t => {
	const found = printable.flatMap(character => {
		const command = keyCommand({type: 'control', character});
		return command ? [[character, command]] : [];
	});
	t.deepEqual(found, [
		['c', 'leave'],
		['j', 'confirm'],
		['m', 'confirm'],
	]);
});

test('Escape closes, and no key with Alt is a command', t => {
	t.is(keyCommand({type: 'escape'}), 'close');
	for (const character of printable) {
		t.is(keyCommand({type: 'alt', character}), undefined);
	}
});

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
