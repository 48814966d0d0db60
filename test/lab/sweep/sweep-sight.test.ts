import test from 'ava';
import {
	reduceSight,
	type SweepEvent,
	type SweepSight,
} from '../../../source/lab/sweep/sweep-sight.js';
import {began, swept, trial} from '../../helpers/sweep-story.js';

function after(...events: readonly SweepEvent[]): SweepSight {
	let sight: SweepSight = {isPaused: false};
	for (const event of events) {
		sight = reduceSight(sight, event);
	}

	return sight;
}

test('lines are folded as those of a file', t => {
	const begins = {type: 'line', line: began()} as const;
	const tries = {type: 'line', line: trial()} as const;
	t.deepEqual(after(begins, tries), {
		sweep: swept([trial()]),
		isPaused: false,
	});
	// Nothing is known of what it belongs to.
	t.deepEqual(after(tries), {isPaused: false});
});

test('a pause and a wait come and go', t => {
	const pauses = {type: 'paused', isPaused: true} as const;
	const waits = {type: 'waiting', words: 'Waiting'} as const;
	t.deepEqual(after(pauses, waits), {isPaused: true, waiting: 'Waiting'});
	t.deepEqual(
		after(pauses, waits, {type: 'waiting'}, {type: 'paused', isPaused: false}),
		{isPaused: false},
	);
});
