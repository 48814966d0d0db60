import test from 'ava';
import {answers, asked} from '../../helpers/asked.js';
import {type Key} from '../../../source/terminal/key.js';
import {pressedKeys} from './pressed-keys.js';

const enter: Key = {type: 'control', character: 'm'};

function key(character: string): Key {
	return {type: 'character', character};
}

function whileAsked(change: Parameters<typeof asked>[0] = {}) {
	return pressedKeys({activity: 'running', events: asked(change).events});
}

for (const [character, answer] of [
	['1', 'rollback'],
	['2', 'retry'],
	['3', 'skip'],
	['4', 'commit'],
] as const) {
	test(`${character} answers ${answer}`, t => {
		const pressed = whileAsked();
		pressed.onKey(key(character));
		t.deepEqual(pressed.answers, [answer]);
	});
}

test('Enter answers with a rollback', t => {
	const pressed = whileAsked();
	pressed.onKey(enter);
	t.deepEqual(pressed.answers, ['rollback']);
});

test('while the list of kills is open, Enter arms, and digits answer', t => {
	const pressed = whileAsked();
	pressed.onKey(key('a'));
	pressed.onKey(enter);
	t.deepEqual(pressed.answers, []);
	t.is(pressed.panel().type, 'none');
	pressed.onKey(key('a'));
	pressed.onKey(key('2'));
	t.deepEqual(pressed.answers, ['retry']);
});

test('q and c kill while the question is open, also over help', t => {
	const pressed = whileAsked();
	pressed.onKey(key('q'));
	pressed.onKey(key('?'));
	pressed.onKey(key('c'));
	t.is(pressed.kills(), 'qc');
	t.deepEqual(pressed.answers, []);
});

test('space and i do nothing until it is answered, and say so', t => {
	const pressed = whileAsked();
	pressed.onKey(key(' '));
	pressed.onKey(key('i'));
	t.deepEqual(pressed.notes, [
		'space does nothing yet: 1 2 3 4 answer',
		'i does nothing yet: 1 2 3 4 answer',
	]);
});

test('where a COMMIT would change nothing, 4 does nothing and says so', t => {
	const pressed = whileAsked({autocommit: true});
	pressed.onKey(key('4'));
	t.deepEqual(pressed.answers, []);
	t.deepEqual(pressed.notes, [
		'4 does nothing here: commit would change nothing',
	]);
});

test('without a question digits say what they are for, and Enter does nothing', t => {
	const pressed = pressedKeys({
		activity: 'running',
		events: answers(asked(), 'retry').events,
	});
	pressed.onKey(key('1'));
	pressed.onKey(enter);
	t.deepEqual(pressed.answers, []);
	t.deepEqual(pressed.notes, [
		'1 does nothing now: it answers after error 1317',
	]);
});

test('Ctrl-C leaves while the question is open', t => {
	const pressed = whileAsked();
	pressed.onKey({type: 'control', character: 'c'});
	t.true(pressed.leave.signal.aborted);
	t.deepEqual(pressed.answers, []);
});
