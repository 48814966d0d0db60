import test from 'ava';
import {
	firstAfter,
	firstIndex,
} from '../../../source/lab/history/first-after.js';

test('the first item from which on something is so', t => {
	const items = [1, 3, 3, 7];
	for (const [least, expected] of [
		[0, 0],
		[1, 0],
		[2, 1],
		[3, 1],
		[4, 3],
		[7, 3],
		[8, 4],
	] as const) {
		t.is(
			firstAfter(items, item => item >= least),
			expected,
		);
		t.is(
			firstIndex(items.length, index => (items[index] ?? 0) >= least),
			expected,
		);
	}

	t.is(
		firstAfter([], () => true),
		0,
	);
});
