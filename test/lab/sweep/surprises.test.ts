import test from 'ava';
import {workloadMap} from '../../../source/lab/sweep/map-rows.js';
import {surpriseWords} from '../../../source/wording/sweep-words.js';
import {swept, trial} from '../../helpers/sweep-story.js';

function surprises(...lines: Parameters<typeof swept>[0]): readonly string[] {
	const [tried] = swept(lines).tried;
	return tried ? surpriseWords(workloadMap(tried, 'mysql')) : [];
}

test('what the program expects is no surprise', t => {
	t.deepEqual(
		surprises(
			trial(),
			trial({effect: 'too-late?'}),
			trial({landed: 'send', effect: 'lost'}),
			trial({kind: 'connection', effect: 'disconnected'}),
			trial({landed: 'unsent', effect: 'unsent'}),
			trial({effect: 'unknown'}),
		),
		[],
	);
});

test('what it does not expect is told with its count', t => {
	t.deepEqual(surprises(trial(), trial({effect: 'lost'})), [
		'Not known so far: KILL QUERY in execute lost, 1 of 2.',
	]);
	t.deepEqual(surprises(trial({kind: 'connection', effect: 'lost'})), [
		'Not known so far: KILL CONNECTION in execute lost, 1 of 1.',
	]);
});
