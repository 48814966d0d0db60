import test from 'ava';
import {
	choose,
	nothingChosen,
	triedNow,
	type SweepChoice,
	type SweepChosen,
} from '../../../source/ui/sweep/sweep-chosen.js';
import {began, swept, trial} from '../../helpers/sweep-story.js';

const sweep = swept([trial()], began({trials: 1}));

function press(
	from: SweepChosen,
	...commands: readonly SweepChoice[]
): SweepChosen {
	let chosen = from;
	for (const command of commands) {
		chosen = choose(chosen, command, {
			sweep,
			lines: 30,
			height: 10,
			helpPages: 2,
		});
	}

	return chosen;
}

test('the map of the workload that is tried now is shown, until another is chosen', t => {
	t.is(triedNow(sweep), 1);
	t.is(
		triedNow(swept([trial(), trial({workload: 'delete'})], began({trials: 1}))),
		1,
	);
	t.is(press(nothingChosen, 'earlier').workload, 0);
	t.is(press(nothingChosen, 'earlier', 'earlier').workload, 0);
	t.is(press(nothingChosen, 'later').workload, 1);
	t.deepEqual(press(nothingChosen, 'earlier', 'down', 'follow'), nothingChosen);
});

test('the map scrolls from its first line to its last', t => {
	t.is(press(nothingChosen, 'up').top, 0);
	t.is(press(nothingChosen, 'down', 'down').top, 2);
	t.is(press(nothingChosen, 'page-down', 'page-down', 'page-down').top, 20);
	t.is(press(nothingChosen, 'page-down', 'page-up').top, 0);
	t.is(press(nothingChosen, 'down', 'earlier').top, 0);
});

test('the help has its pages, and Esc or its last page closes it', t => {
	t.is(press(nothingChosen, 'help').helpPage, 0);
	t.is(press(nothingChosen, 'help', 'help').helpPage, 1);
	t.deepEqual(press(nothingChosen, 'help', 'help', 'help'), nothingChosen);
	t.deepEqual(press(nothingChosen, 'down', 'help', 'follow'), {top: 1});
});
