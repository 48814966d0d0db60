import test from 'ava';
import {endPause} from '../../../source/lab/connections/end-pause.js';

test('the longer an end takes to show, the longer nobody looks, up to a second', t => {
	t.deepEqual(
		[0, 500, 800, 1200, 2000, 4000, 60_000].map(waited => endPause(waited)),
		[200, 200, 200, 300, 500, 1000, 1000],
	);
});
