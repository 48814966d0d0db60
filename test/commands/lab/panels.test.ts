import test from 'ava';
import {type Key} from '../../../source/terminal/key.js';
import {pressedKeys} from './pressed-keys.js';

function key(character: string): Key {
	return {type: 'character', character};
}

test('s starts a run and closes the help that would cover it', t => {
	const pressed = pressedKeys();
	pressed.onKey(key('?'));
	t.is(pressed.panel().type, 'help');
	pressed.onKey(key('s'));
	t.is(pressed.panel().type, 'none');
	t.deepEqual(pressed.asked, [{type: 'start'}]);
});

test('s leaves the list of kills open, where one is armed before a start', t => {
	const pressed = pressedKeys();
	pressed.onKey(key('a'));
	pressed.onKey(key('s'));
	t.is(pressed.panel().type, 'arm');
	t.deepEqual(pressed.asked, [{type: 'start'}]);
});

test('s leaves the history open, whose table fills with the next run', t => {
	const pressed = pressedKeys();
	pressed.onKey(key('h'));
	pressed.onKey(key('s'));
	t.is(pressed.panel().type, 'history');
});
