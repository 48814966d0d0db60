import test from 'ava';
import {
	allFacts,
	factsNeeding,
} from '../../../source/lab/workloads/facts/registry.js';
import {hidesRest} from '../../../source/commands/lab/prompt.js';
import {type Key} from '../../../source/terminal/key.js';
import {pressedKeys, type Pressed} from './pressed-keys.js';

const enter: Key = {type: 'control', character: 'm'};
const escape: Key = {type: 'escape'};
const up: Key = {type: 'arrow', direction: 'up'};
const printable = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCodePoint(0x20 + index),
).join('');
const workload = factsNeeding('sql');

function type({onKey}: Pressed, text: string): void {
	for (const character of text) {
		onKey({type: 'character', character});
	}
}

/** What is in the open line; `undefined` while it is closed. */
function typed({panel}: Pressed): string | undefined {
	const shown = panel();
	return shown.type === 'prompt' ? shown.text : undefined;
}

function why({panel}: Pressed): string | undefined {
	const shown = panel();
	return shown.type === 'prompt' ? shown.why : undefined;
}

test('every printable key is text while the line is open, and none does anything else', t => {
	const pressed = pressedKeys();
	type(pressed, `:${printable}`);
	t.is(typed(pressed), printable);
	t.is(pressed.kills(), '');
	t.deepEqual(pressed.asked, []);
	t.deepEqual(pressed.notes, []);
	pressed.onKey(escape);
	type(pressed, 'qs');
	t.is(pressed.kills(), 'q');
	t.deepEqual(pressed.asked, [{type: 'start'}]);
});

test('Enter takes the statement without its semicolons, and closes the line', t => {
	const pressed = pressedKeys();
	type(pressed, ': DO 1 ; ');
	pressed.onKey(enter);
	t.deepEqual(pressed.asked, [{type: 'choose', workload, statement: 'DO 1'}]);
	t.is(typed(pressed), undefined);
	type(pressed, ':');
	t.is(typed(pressed), '');
	pressed.onKey(up);
	t.is(typed(pressed), 'DO 1');
});

test('the statement of the command line is above the first line', t => {
	const pressed = pressedKeys({given: 'DO 2'});
	type(pressed, ':');
	pressed.onKey(up);
	t.is(typed(pressed), 'DO 2');
});

for (const [text, words] of [
	['', /^Nothing is typed yet\.$/],
	['  ', /^Nothing is typed yet\.$/],
	[';', /^Not taken: there is no statement in it\.$/],
	['DO 1; DO 2', /^Not taken: it has a second statement/],
	['COMMIT', /^Not taken: COMMIT is the lab's/],
] as const) {
	test(`what is no statement is not taken, and the line says why until the next key: ${JSON.stringify(text)}`, t => {
		const pressed = pressedKeys();
		type(pressed, `:${text}`);
		pressed.onKey(enter);
		t.regex(why(pressed) ?? '', words);
		t.is(typed(pressed), text);
		t.deepEqual(pressed.asked, []);
		type(pressed, 'x');
		t.is(why(pressed), undefined);
	});
}

test('a paste is text, with its ends of lines as spaces, and takes nothing', t => {
	const pressed = pressedKeys();
	type(pressed, ':');
	pressed.onKey({type: 'paste', text: 'DO\n1;\r\n'});
	t.is(typed(pressed), 'DO 1; ');
	t.is(why(pressed), undefined);
	t.deepEqual(pressed.asked, []);
	pressed.onKey({type: 'paste', text: 'SELECT 1 -- one\nFROM t'});
	t.regex(why(pressed) ?? '', /comment .* hides what follows/);
	pressed.onKey({type: 'paste', text: 'x'.repeat(65_536)});
	t.regex(why(pressed) ?? '', /64 KiB at most/);
});

test('a paste does nothing while the line is closed', t => {
	const pressed = pressedKeys();
	for (const text of [':', 'q', 's', '\r']) {
		pressed.onKey({type: 'paste', text});
	}

	t.is(pressed.kills(), '');
	t.deepEqual(pressed.asked, []);
	t.is(pressed.panel().type, 'none');
});

test('a comment up to the end of a line hides the lines below it, and no others', t => {
	for (const text of ['a -- b\nc', '# b\r\nc', 'a\n--\nc']) {
		t.true(hidesRest(text), `in ${text}`);
	}

	for (const text of [
		'a -- b',
		'a -- b\n',
		'a--b\nc',
		"a '#'\nc",
		'a\nb # c',
	]) {
		t.false(hidesRest(text), `in ${text}`);
	}
});

for (const activity of [
	'starting',
	'running',
	'changing',
	'leaving',
] as const) {
	test(`the line does not open, and a note says why: ${activity}`, t => {
		const pressed = pressedKeys({activity});
		type(pressed, ':');
		t.is(typed(pressed), undefined);
		t.regex(pressed.notes.join('\n'), /^: does nothing/);
	});
}

test('Ctrl-C leaves, and closes the line', t => {
	const pressed = pressedKeys();
	type(pressed, ':DO 1');
	pressed.onKey({type: 'control', character: 'c'});
	t.true(pressed.leave.signal.aborted);
	t.is(typed(pressed), undefined);
});

test('the list of workloads opens the line for one that needs a statement, unless there is one', t => {
	const down: Key = {type: 'arrow', direction: 'down'};
	const choose = (pressed: Pressed) => {
		type(pressed, 'w');
		for (let line = 0; line < allFacts.indexOf(workload); line++) {
			pressed.onKey(down);
		}

		pressed.onKey(enter);
	};

	const without = pressedKeys();
	choose(without);
	t.is(typed(without), '');
	t.deepEqual(without.asked, []);

	const given = pressedKeys({given: 'DO 2'});
	choose(given);
	t.deepEqual(given.asked, [{type: 'choose', workload, statement: 'DO 2'}]);
});
