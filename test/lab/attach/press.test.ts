import test from 'ava';
import {pressMeaning} from '../../../source/lab/attach/press.js';

const armed = {kind: 'query', at: 1000, isConfirmed: true} as const;

test('the first press arms, and so does one of the other key', t => {
	t.is(pressMeaning('query', undefined, Infinity), 'arms');
	t.is(pressMeaning('connection', armed, 2000), 'arms');
	t.is(pressMeaning('connection', armed, 10), 'arms');
});

test('the second press sends, once it is known again who it is', t => {
	t.is(pressMeaning('query', armed, 2000), 'sends');
	t.is(pressMeaning('query', {...armed, isConfirmed: false}, 2000), 'early');
});

test('a key that is held, or pressed twice in a moment, is no second decision', t => {
	for (const pause of [0, 30, 249]) {
		t.is(pressMeaning('query', armed, pause), 'repeated');
	}

	t.is(pressMeaning('query', armed, 250), 'sends');
});
