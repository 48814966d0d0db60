import test from 'ava';
import {curveOf, rowsPerSecond} from '../../../source/lab/attach/pace.js';

function samples(...rows: readonly number[]) {
	return rows.map((rows, index) => ({at: 500 * index, rows}));
}

test('rows a second, forward and back, of the last ten seconds', t => {
	t.is(rowsPerSecond(samples(0, 50, 100)), 100);
	t.is(rowsPerSecond(samples(100, 50)), -100);
	t.is(rowsPerSecond(samples(100)), undefined);
	t.is(rowsPerSecond([]), undefined);
	const later = samples(
		...Array.from({length: 60}, (_, index) => (index < 30 ? 1000 : 1030)),
	);
	t.is(rowsPerSecond(later), 0);
});

test('the curve of rows that grow and go', t => {
	t.is(curveOf(samples(0, 100, 200, 300, 400), 4), '▃▅▆█');
	t.is(curveOf(samples(400, 300, 200, 100, 0), 4), '▆▅▃▁');
	t.is(curveOf(samples(7, 7, 7), 4), '');
	t.is(curveOf([], 4), '');
});
