import test from 'ava';
import {linesAround} from '../../source/ui/lines-around.js';

test('a list that fits is shown whole', t => {
	for (let line = 0; line < 5; line++) {
		t.deepEqual(linesAround(line, 5, 5), {start: 0, end: 5});
		t.deepEqual(linesAround(line, 5, 9), {start: 0, end: 5});
	}
});

test('of a longer one the lines around the chosen one', t => {
	t.deepEqual(
		[0, 1, 2, 3, 8, 15, 16, 17].map(line => linesAround(line, 18, 5).start),
		[0, 0, 0, 1, 6, 13, 13, 13],
	);
	t.deepEqual(
		[0, 1, 2, 8, 15, 16, 17].map(line => linesAround(line, 18, 4).start),
		[0, 0, 1, 7, 14, 14, 14],
	);
});

test('the chosen line is always there, and no room is left over', t => {
	for (let room = -1; room < 20; room++) {
		for (let line = 0; line < 18; line++) {
			const {start, end} = linesAround(line, 18, room);
			t.true(start >= 0 && end <= 18 && start <= line && line < end);
			t.is(end - start, Math.min(18, Math.max(1, room)));
		}
	}
});
