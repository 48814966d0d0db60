import test from 'ava';
import {wilson} from '../../../source/lab/sweep/interval.js';

/** R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3. */
const published = [
	[81, 263, 0.2553, 0.3662],
	[15, 148, 0.0624, 0.1605],
	[0, 20, 0, 0.1611],
	[1, 29, 0.0061, 0.1718],
] as const;

for (const [count, of, low, high] of published) {
	test(`${count} of ${of}, as published`, t => {
		const interval = wilson(count, of);
		t.is(interval.low.toFixed(4), low.toFixed(4));
		t.is(interval.high.toFixed(4), high.toFixed(4));
	});
}

test('all of them is the mirror of none', t => {
	const none = wilson(0, 60);
	const all = wilson(60, 60);
	t.is(none.low, 0);
	t.is(all.high, 1);
	t.true(Math.abs(none.high - (1 - all.low)) < 1e-12);
});

test('without trials anything is possible', t => {
	t.deepEqual(wilson(0, 0), {low: 0, high: 1});
});
