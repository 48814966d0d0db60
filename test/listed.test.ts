import test from 'ava';
import {listed} from '../source/listed.js';

test('words as a sentence names them', t => {
	t.is(listed(['a', 'b', 'c'], 'or'), 'a, b or c');
	t.is(listed(['a', 'b'], 'and'), 'a and b');
	t.is(listed(['a'], 'and'), 'a');
	t.is(listed([], 'or'), '');
});
