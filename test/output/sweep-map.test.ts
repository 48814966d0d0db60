import test from 'ava';
import stringWidth from 'string-width';
import {workloadMap} from '../../source/lab/sweep/map-rows.js';
import {toAscii} from '../../source/output/ascii.js';
import {heatCell, mapLines} from '../../source/output/sweep-map.js';
import {began, swept, trial} from '../helpers/sweep-story.js';

test('the height of a cell is its share of the row, by quarters', t => {
	t.deepEqual(
		[0, 1, 25, 26, 50, 51, 75, 76, 100].map(times => heatCell(times, 100)),
		['·', '1 ▂', '25 ▂', '26 ▄', '50 ▄', '51 ▆', '75 ▆', '76 █', '100 █'],
	);
	t.is(heatCell(1500, 2000), '1,500 ▆');
});

const lines = [
	...Array.from({length: 7}, () => trial()),
	...Array.from({length: 3}, () =>
		trial({landed: 'send', effect: 'lost', outcome: 'committed whole'}),
	),
	trial({landed: 'send', answered: 1.2}),
	trial({
		kind: 'connection',
		effect: 'disconnected',
		returned: 'lost',
		landed: 'answered commit',
		outcome: 'committed whole',
	}),
];

test('the map of a workload', t => {
	const [tried] = swept(lines).tried;
	const text = tried ? mapLines(workloadMap(tried, began().server), 80) : [];
	t.true(text.every(line => stringWidth(line) <= 80));
	t.snapshot(text.join('\n'));
	t.snapshot(toAscii(text.join('\n')), 'in ASCII');
});

test('the map of a workload that the server refuses', t => {
	const [tried] = swept([
		{type: 'refused', workload: 'update', why: 'The disk is full.'},
	]).tried;
	t.deepEqual(tried && mapLines(workloadMap(tried, began().server)), [
		'update: 0 kills, not tried: The disk is full.',
	]);
});
