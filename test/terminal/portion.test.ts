import test from 'ava';
import {nextPortion} from '../../source/terminal/portion.js';

const base = {columns: 20, limit: Infinity, isUrgent: false} as const;

test('without a limit a portion is the whole picture', t => {
	t.deepEqual(
		nextPortion({
			...base,
			lines: ['a', 'b'],
			wanted: undefined,
			shown: undefined,
		}),
		{
			output: '\u001B[2J\u001B[1;1Ha\u001B[2;1Hb',
			shown: ['a', 'b'],
			isWhole: true,
		},
	);
	t.deepEqual(
		nextPortion({...base, lines: ['a'], wanted: ['a', 'b'], shown: ['a', 'b']}),
		{output: '\u001B[2;1H\u001B[K', shown: ['a', ''], isWhole: true},
	);
	t.deepEqual(
		nextPortion({...base, lines: ['a'], wanted: ['a'], shown: ['a']}),
		{output: '', shown: ['a'], isWhole: true},
	);
});

test('with a limit a portion ends after a line, and the next one continues', t => {
	const lines = ['first', 'second', 'third'];
	const first = nextPortion({
		...base,
		limit: 25,
		lines,
		wanted: undefined,
		shown: undefined,
	});
	t.deepEqual(first, {
		output: '\u001B[2J\u001B[1;1Hfirst\u001B[2;1Hsecond',
		shown: ['first', 'second'],
		isWhole: false,
	});
	t.deepEqual(
		nextPortion({...base, limit: 25, lines, wanted: lines, shown: first.shown}),
		{output: '\u001B[3;1Hthird', shown: lines, isWhole: true},
	);
});

test('a line longer than the limit is sent whole', t => {
	t.like(
		nextPortion({
			...base,
			limit: 3,
			lines: ['abcdef', 'g'],
			wanted: [],
			shown: [],
		}),
		{output: '\u001B[1;1Habcdef', isWhole: false},
	);
});

test('what is new overtakes the rest of the picture before', t => {
	const picture = {
		lines: ['left', 'left too', 'news'],
		wanted: ['left', 'left too', 'old'],
		shown: ['', '', 'old'],
		columns: 20,
		limit: 1,
	};
	t.deepEqual(nextPortion({...picture, isUrgent: false}), {
		output: '\u001B[3;1Hnews',
		shown: ['', '', 'news'],
		isWhole: false,
	});
	// Urgent lines come alone, if there is a limit.
	t.is(
		nextPortion({...picture, limit: 1000, isUrgent: true}).output,
		'\u001B[3;1Hnews',
	);
	t.true(nextPortion({...picture, limit: Infinity, isUrgent: true}).isWhole);
	// If nothing is new, the rest is sent.
	t.is(
		nextPortion({...picture, wanted: picture.lines, isUrgent: true}).output,
		'\u001B[1;1Hleft',
	);
});
