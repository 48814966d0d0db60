import test from 'ava';
import {workloadMap} from '../../../source/lab/sweep/map-rows.js';
import {began, swept, trial} from '../../helpers/sweep-story.js';

function mapOf(lines: Parameters<typeof swept>[0]) {
	const [tried] = swept(lines).tried;
	if (!tried) {
		throw new Error('The sweep has no workload');
	}

	return workloadMap(tried, began().server);
}

test('the rows come in the order of a run, QUERY before CONNECTION', t => {
	const {rows} = mapOf([
		trial({landed: 'unsent', effect: 'unsent'}),
		trial({landed: 'over', effect: 'already-gone'}),
		trial({landed: 'commit', effect: 'too-late'}),
		trial({kind: 'connection', effect: 'disconnected'}),
		trial(),
		trial({landed: 'send', effect: 'lost'}),
		trial({landed: 'setup'}),
	]);
	t.deepEqual(
		rows.map(({phase, kind}) => `${phase} ${kind}`),
		[
			'setup query',
			'send query',
			'execute query',
			'execute connection',
			'commit query',
			'over query',
			'unsent query',
		],
	);
});

test('a row says what was seen mostly, how sure that is, and how long it took', t => {
	const {rows, effects, outcomes, trials} = mapOf([
		...Array.from({length: 9}, (_, index) =>
			trial({answered: index, bit: 10 * index}),
		),
		trial({
			effect: 'lost',
			answered: 9,
			bit: undefined,
			outcome: 'committed whole',
		}),
	]);
	t.is(trials, 10);
	t.deepEqual(effects, ['interrupted', 'lost']);
	t.deepEqual(outcomes, {'rolled back whole': 9, 'committed whole': 1});
	t.like(rows[0], {
		trials: 10,
		effects: {interrupted: 9, lost: 1},
		mostly: {effect: 'interrupted', count: 9},
		answered: {p50: 4, p95: 9, max: 9},
		bit: {p50: 40, p95: 80, max: 80},
	});
	// Published values of the Wilson interval of 9 in 10.
	const {low = 0, high = 0} = rows[0]?.mostly.interval ?? {};
	t.is(low.toFixed(3), '0.596');
	t.is(high.toFixed(3), '0.982');
});

test('what the server refuses has no rows, and says why', t => {
	t.like(mapOf([{type: 'refused', workload: 'update', why: 'no table'}]), {
		trials: 0,
		rows: [],
		refused: 'no table',
	});
});
