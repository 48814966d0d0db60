import test from 'ava';
import {curveOf, rowsPerSecond} from '../../../source/lab/attach/pace.js';
import {undoTime} from '../../../source/lab/attach/undo-time.js';
import {lookAt, lookAtNothing} from '../../helpers/attach-story.js';

function samples(...rows: readonly number[]) {
	return rows.map((rows, index) => ({at: 500 * index, rows}));
}

test('rows a second, forward and back, of the last seconds', t => {
	t.is(rowsPerSecond(samples(0, 50, 100)), 100);
	t.is(rowsPerSecond(samples(100, 50)), -100);
	t.is(rowsPerSecond(samples(100)), undefined);
	t.is(rowsPerSecond([]), undefined);
	const later = samples(
		...Array.from({length: 60}, (_, index) => (index < 30 ? 1000 : 1030)),
	);
	t.is(rowsPerSecond(later), 0);
});

test('the rate is that since the rows last turned', t => {
	t.is(rowsPerSecond(samples(0, 500, 1000, 900, 800)), -200);
	t.is(rowsPerSecond(samples(1000, 900, 900, 950)), 50);
	// A look at which nothing has moved is no turn.
	t.is(rowsPerSecond(samples(0, 100, 100, 300)), 200);
});

test('the curve of rows that grow and go', t => {
	t.is(curveOf(samples(0, 100, 200, 300, 400), 4), '▃▅▆█');
	t.is(curveOf(samples(400, 300, 200, 100, 0), 4), '▆▅▃▁');
	t.is(curveOf(samples(7, 7, 7), 4), '');
	t.is(curveOf([], 4), '');
});

test('how long the undoing would take is told while rows change, and not while they are undone', t => {
	const last = lookAt(1000, {rows: 100});
	t.deepEqual(undoTime({samples: samples(0, 50, 100), last}), {
		least: 600,
		most: 2300,
	});
	t.is(undoTime({samples: samples(200, 150, 100), last}), undefined);
	t.is(undoTime({samples: samples(100), last}), undefined);
	t.is(
		undoTime({samples: samples(0, 50, 100), last: lookAtNothing(1000)}),
		undefined,
	);
});
