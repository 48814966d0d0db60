import test from 'ava';
import {quantilesOf} from '../../../source/lab/sweep/quantiles.js';

test('each quantile is a value that was measured', t => {
	const values = Array.from({length: 100}, (_, index) => 100 - index);
	t.deepEqual(quantilesOf(values), {p50: 50, p95: 95, max: 100});
	t.deepEqual(quantilesOf([3, 1, 2]), {p50: 2, p95: 3, max: 3});
	t.deepEqual(quantilesOf([7]), {p50: 7, p95: 7, max: 7});
	t.is(quantilesOf([]), undefined);
});
