import test from 'ava';
import {timeOfPlace} from '../../../source/lab/history/place.js';
import {silencesIn} from '../../helpers/silences.js';

/** Five seconds, of which two are skipped. */
const course = {
	beginsAt: 1000,
	endsAt: 6000,
	silences: silencesIn([1000, 1500, 5500, 6000]),
};

test('a time of what is skipped is where it goes on, from the first ms to the last', t => {
	t.deepEqual(
		[1999, 2000, 2001, 3999, 4000, 4001].map(ms =>
			timeOfPlace(course, {type: 'time', ms}),
		),
		[1999, 4000, 4000, 4000, 4000, 4001],
	);
});

test('a part is one of what is played', t => {
	t.deepEqual(
		[0, 0.25, 0.5, 1].map(part => timeOfPlace(course, {type: 'part', part})),
		[1000, 1750, 4500, 6000],
	);
});

test('no place is outside of the course', t => {
	t.is(timeOfPlace(course, {type: 'time', ms: 0}), 1000);
	t.is(timeOfPlace(course, {type: 'time', ms: 6001}), 6000);
	t.is(timeOfPlace({...course, silences: []}, {type: 'time', ms: 3000}), 3000);
});
