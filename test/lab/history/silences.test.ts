import test from 'ava';
import {silencesIn} from '../../helpers/silences.js';
import {
	playedUntil,
	playTime,
	skippedIn,
} from '../../../source/lab/history/silences.js';

test('up to three seconds without an event are played, and of more the first half second and the last one and a half', t => {
	t.deepEqual(silencesIn([0, 3000, 6001, 7000]), [
		{from: 3000, to: 6001, cut: {from: 3500, to: 4501}},
	]);
	t.deepEqual(silencesIn([]), []);
	t.deepEqual(silencesIn([100_000]), []);
});

const silences = silencesIn([0, 10_000, 10_500, 30_500]);

test('how much of a silence is skipped', t => {
	t.deepEqual(
		silences.map(silence => skippedIn(silence)),
		[8000, 18_000],
	);
});

for (const [from, ms, until] of [
	[0, 0, 0],
	[0, 499, 499],
	[0, 500, 8500],
	[0, 2000, 10_000],
	[0, 2999, 10_999],
	[0, 3000, 29_000],
	[400, 100, 8500],
	[500, 0, 8500],
	[8500, 100, 8600],
	[10_000, 1500, 29_500],
] as const) {
	test(`played for ${ms} ms from ${from} on`, t => {
		t.is(playedUntil(silences, from, ms), until);
		t.is(playTime(silences, from, until), ms);
	});
}

test('the time to an event after a silence, and to a place in the midst of one', t => {
	t.is(playTime(silences, 0, 30_500), 4500);
	t.is(playTime(silences, 0, 5000), 500);
	t.is(playTime(silences, 10_000, 10_500), 500);
});
