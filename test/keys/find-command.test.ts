import test from 'ava';
import {type Key} from '../../source/terminal/key.js';
import {labCommand, type LabCommand} from '../../source/keys/lab-keys.js';
import {
	replayCommand,
	type ReplayCommand,
} from '../../source/keys/replay-keys.js';

const inLab: ReadonlyArray<readonly [string, LabCommand]> = [
	[' ', 'pause'],
	['+', 'faster'],
	['-', 'slower'],
	['1', 'answer-rollback'],
	['2', 'answer-retry'],
	['3', 'answer-skip'],
	['4', 'answer-commit'],
	[':', 'prompt'],
	['=', 'faster'],
	['?', 'help'],
	['[', 'earlier-kill'],
	[']', 'later-kill'],
	['a', 'arm'],
	['c', 'kill-connection'],
	['h', 'history'],
	['i', 'change-on-interrupt'],
	['p', 'production'],
	['q', 'kill-query'],
	['r', 'report'],
	['s', 'start'],
	['w', 'workloads'],
	['y', 'copy'],
];

const inReplay: ReadonlyArray<readonly [string, ReplayCommand]> = [
	[' ', 'pause'],
	['+', 'faster'],
	[',', 'step-back'],
	['-', 'slower'],
	['.', 'step'],
	['=', 'faster'],
	['?', 'help'],
	['[', 'kill-before'],
	[']', 'kill-after'],
	['h', 'history'],
	['p', 'production'],
	['r', 'report'],
	['s', 'restart'],
	['y', 'copy'],
];

const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCodePoint(0x20 + index),
);

/** The characters that stand for something, pressed alone or with Ctrl. */
function found(
	type: 'character' | 'control',
	commandOf: (key: Key) => string | undefined,
) {
	return printable.flatMap(character => {
		const command = commandOf({type, character});
		return command ? [[character, command]] : [];
	});
}

test('in the lab these characters are commands, and no others', t => {
	t.deepEqual<unknown, unknown>(found('character', labCommand), inLab);
});

test('in a replay these characters are commands, and no others', t => {
	t.deepEqual<unknown, unknown>(found('character', replayCommand), inReplay);
});

test('of all keys with Ctrl, only Ctrl-C, Ctrl-L, Tab and the two for Enter are commands', t => {
	for (const commandOf of [labCommand, replayCommand]) {
		t.deepEqual(found('control', commandOf), [
			['c', 'leave'],
			['i', 'switch'],
			['j', 'confirm'],
			['l', 'redraw'],
			['m', 'confirm'],
		]);
	}
});

test('what moves in a list of the lab or in the history', t => {
	for (const commandOf of [labCommand, replayCommand]) {
		t.is(commandOf({type: 'arrow', direction: 'up'}), 'up');
		t.is(commandOf({type: 'arrow', direction: 'down'}), 'down');
		t.is(commandOf({type: 'arrow', direction: 'left'}), undefined);
		t.is(commandOf({type: 'page-up'}), 'page-up');
		t.is(commandOf({type: 'page-down'}), 'page-down');
		t.is(commandOf({type: 'home'}), 'first');
		t.is(commandOf({type: 'end'}), 'last');
	}
});

for (const commandOf of [labCommand, replayCommand]) {
	test(`no key within a line, and nothing that is pasted, is a command: ${commandOf === labCommand ? 'lab' : 'replay'}`, t => {
		const keys: readonly Key[] = [
			{type: 'arrow', direction: 'left'},
			{type: 'arrow', direction: 'right'},
			{type: 'delete'},
			...['q', 'c', ' ', '\r', 'Esc', 'é'].flatMap((text): Key[] => [
				{type: 'paste', text},
				...(text === 'é'
					? [{type: 'character', character: text} as const]
					: []),
			]),
		];
		t.deepEqual(
			keys.filter(key => commandOf(key) !== undefined),
			[],
		);
	});

	test(`Escape closes, and no key with Alt is a command: ${commandOf === labCommand ? 'lab' : 'replay'}`, t => {
		t.is(commandOf({type: 'escape'}), 'close');
		for (const character of printable) {
			t.is(commandOf({type: 'alt', character}), undefined);
		}
	});
}
