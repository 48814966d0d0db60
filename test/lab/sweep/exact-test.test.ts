import test from 'ava';
import {fisher, holm} from '../../../source/lab/sweep/exact-test.js';

function near(one: number, other: number): boolean {
	return Math.abs(one - other) < 1e-6 * Math.max(1e-3, other);
}

test("Fisher's tea: three of four cups each [R, fisher.test]", t => {
	t.true(near(fisher({one: [3, 1], other: [1, 3]}), 0.485_714_285_7));
});

test('the convictions of twins [R, fisher.test(Convictions)]', t => {
	t.true(near(fisher({one: [2, 15], other: [10, 3]}), 0.000_536_724_12));
});

test('one of ten and eleven of fourteen', t => {
	t.true(near(fisher({one: [1, 9], other: [11, 3]}), 0.002_759_456_185));
});

test('samples that are alike, and empty ones, do not differ', t => {
	t.is(fisher({one: [5, 5], other: [5, 5]}), 1);
	t.is(fisher({one: [0, 0], other: [3, 4]}), 1);
	t.is(fisher({one: [60, 0], other: [60, 0]}), 1);
});

test('which sample is the first does not matter', t => {
	const one = fisher({one: [7, 53], other: [19, 41]});
	const other = fisher({one: [19, 41], other: [7, 53]});
	t.true(near(one, other));
	t.true(one > 0 && one < 0.05);
});

test('thousands of trials are still exact', t => {
	const value = fisher({one: [5000, 5000], other: [5100, 4900]});
	t.true(value > 0.155 && value < 0.165, `${value}`);
});

test('many comparisons are corrected after Holm [R, p.adjust]', t => {
	const corrected = holm([0.01, 0.02, 0.03, 0.04, 0.05]);
	t.deepEqual(
		corrected.map(value => value.toFixed(3)),
		['0.050', '0.080', '0.090', '0.090', '0.090'],
	);
	t.deepEqual(
		holm([0.03, 0.001, 0.6]).map(value => value.toFixed(3)),
		['0.060', '0.003', '0.600'],
	);
	t.deepEqual(holm([]), []);
	t.deepEqual(holm([0.9, 0.8]), [1, 1]);
});
