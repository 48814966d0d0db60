import test from 'ava';
import {markedWindow} from '../../../source/ui/attach/marked-window.js';

test('each line can be shown, in no more than the room with the marks, which are where more is hidden', t => {
	for (const count of [1, 4, 5, 6, 7, 8, 30]) {
		for (const room of [1, 2, 3, 4, 5, 6, 7]) {
			for (let line = 0; line < count; line++) {
				const {start, end, isMarked} = markedWindow(line, count, room);
				const {above, below} = isMarked;
				const words = `${line} of ${count} in ${room}: ${start} to ${end}`;
				t.true(start >= 0 && end <= count, words);
				t.true(start <= line && line < end, words);
				const used = end - start + Number(above) + Number(below);
				t.is(used, Math.min(count, room), words);
				t.is(above, start > 0 && room > 3, words);
				t.is(below, end < count && room > 3, words);
			}
		}
	}
});

test('an empty list has no lines and no marks', t => {
	t.deepEqual(markedWindow(0, 0, 5), {
		start: 0,
		end: 0,
		isMarked: {above: false, below: false},
	});
});
