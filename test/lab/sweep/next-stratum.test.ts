import test from 'ava';
import {nextStratum} from '../../../source/lab/sweep/next-stratum.js';
import {randomOf} from '../../../source/seeded-random.js';

const tally = (counts: Readonly<Record<string, number>>) =>
	new Map(Object.entries(counts));

const next = (...tallies: ReadonlyArray<Readonly<Record<string, number>>>) =>
	nextStratum(
		tallies.map(counts => tally(counts)),
		randomOf('seed'),
	);

test('each is tried a few times first, the least tried one before', t => {
	t.is(next({interrupted: 1}, {}, {lost: 2}), 1);
	t.is(next({interrupted: 50, lost: 50}, {interrupted: 2}), 1);
});

test('then the one whose answer is least certain', t => {
	t.is(next({interrupted: 30}, {interrupted: 15, lost: 15}, {lost: 30}), 1);
	t.is(next({interrupted: 60}, {interrupted: 5}), 1);
});

test('of equal ones chance decides, by the seed', t => {
	const alike = [{lost: 4}, {lost: 4}, {lost: 4}, {lost: 4}].map(counts =>
		tally(counts),
	);
	const picks = (seed: string) => {
		const random = randomOf(seed);
		return Array.from({length: 50}, () => nextStratum(alike, random));
	};

	t.deepEqual(picks('one'), picks('one'));
	t.is(new Set(picks('one')).size, 4);
});
