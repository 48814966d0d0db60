import test from 'ava';
import {
	keyCommand,
	type KeyCommand,
} from '../../source/commands/key-command.js';

const commands: ReadonlyArray<readonly [string, KeyCommand]> = [
	[' ', 'pause'],
	['+', 'faster'],
	['-', 'slower'],
	['=', 'faster'],
	['?', 'help'],
	['a', 'change-armed'],
	['c', 'kill-connection'],
	['i', 'change-on-interrupt'],
	['q', 'kill-query'],
	['s', 'start'],
];

const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCodePoint(0x20 + index),
);

test('of all characters, these and no others are commands', t => {
	const found = printable.flatMap(character => {
		const command = keyCommand({type: 'character', character});
		return command ? [[character, command]] : [];
	});
	t.deepEqual<unknown, unknown>(found, commands);
});

test('of all keys with Ctrl, only Ctrl-C is a command', t => {
	const found = printable.flatMap(character => {
		const command = keyCommand({type: 'control', character});
		return command ? [[character, command]] : [];
	});
	t.deepEqual(found, [['c', 'leave']]);
});

test('Escape is none, and no key with Alt', t => {
	t.is(keyCommand({type: 'escape'}), undefined);
	for (const character of printable) {
		t.is(keyCommand({type: 'alt', character}), undefined);
	}
});
