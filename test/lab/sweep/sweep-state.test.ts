import test from 'ava';
import {
	isSwept,
	stratumKey,
	trialsLeft,
} from '../../../source/lab/sweep/sweep-state.js';
import {timeLeft} from '../../../source/lab/sweep/time-left.js';
import {began, course, swept, trial} from '../../helpers/sweep-story.js';

test('each line belongs to its workload', t => {
	const {tried} = swept([course, trial(), trial({trial: 2})]);
	t.deepEqual(
		tried.map(({workload, courses, trials}) => [
			workload,
			courses.length,
			trials.length,
		]),
		[
			['update', 1, 2],
			['delete', 0, 0],
		],
	);
});

test('a trial counts where it was aimed, whatever it met', t => {
	const {tried} = swept([
		trial(),
		trial({landed: 'over', effect: 'already-gone'}),
		trial({effect: 'interrupted'}),
	]);
	const key = stratumKey({kind: 'query', phase: 'execute', third: 'middle'});
	t.deepEqual(
		[...(tried[0]?.tallies.get(key) ?? [])],
		[
			['interrupted', 2],
			['already-gone', 1],
		],
	);
});

test('a workload that the server refuses has nothing left, and the others have', t => {
	const first = began({trials: 1});
	const refused = {type: 'refused', workload: 'delete', why: 'no'} as const;
	const half = swept([refused], first);
	t.deepEqual(
		half.tried.map(tried => trialsLeft(half, tried)),
		[1, 0],
	);
	t.false(isSwept(half));
	t.true(isSwept(swept([refused, trial()], first)));
});

test('the time that is left is that of the runs that are left, at the pace of the newest', t => {
	t.is(timeLeft(swept([])), undefined);
	// Nine and two more of the first, all 13 of the second.
	const one = swept([course, trial({took: 700})]);
	t.is(timeLeft(one), 600 * (9 + 2) + 600 * (10 + 3));
	const slower = Array.from({length: 40}, (_, index) =>
		trial({trial: index + 1, took: index < 10 ? 1 : 100}),
	);
	t.is(timeLeft(swept(slower, began({trials: 50}))), 100 * (10 + 3 + 53));
	t.is(
		timeLeft(
			swept(
				[trial(), {type: 'refused', workload: 'delete', why: 'no'}],
				began({trials: 1}),
			),
		),
		0,
	);
});
