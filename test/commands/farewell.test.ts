import test from 'ava';
import {
	farewellLines,
	type Farewell,
	type ToldRun,
} from '../../source/commands/farewell.js';
import {type Effect} from '../../source/lab/events/kill.js';
import {plan} from '../helpers/story.js';
import {type KillState} from '../../source/lab/history/state.js';

function kills(...effects: readonly Effect[]): readonly KillState[] {
	return effects.map((effect, index) => ({
		kill: index + 1,
		kind: 'query',
		connectionId: '8',
		statement: 'KILL QUERY 8',
		keyAt: 0,
		sentAt: 0,
		phase: 'upload',
		effect: {effect, at: 0},
	}));
}

/** As long as a real one. */
const repeatLine = `  to repeat it: ${'kill-lab '.repeat(20)}`;

function run(
	number: number,
	outcome: string,
	...effects: readonly Effect[]
): ToldRun {
	return {
		run: number,
		outcome,
		verdict: `${outcome}: 2 of 2 rows`,
		lines: [`all of run ${number}`, repeatLine],
		kills: kills(...effects),
		plan,
	};
}

const farewell: Farewell = {
	note: 'No server is named.',
	server: 'MySQL 9.7.4 · db',
	warnings: ['one', 'two'.repeat(50)],
	runs: [
		run(1, 'committed whole', 'lost', 'lost'),
		run(2, 'PARTIAL', 'interrupted'),
		run(3, 'committed whole'),
		run(4, 'rolled back whole', 'lost', 'interrupted', 'lost', 'lost'),
	],
	left: ['The table a.b stays on db.'],
};

const few =
	'Shortened, because the link is slow; a recording (--record) has everything.';

test('with room for everything, everything comes in order', t => {
	t.deepEqual(farewellLines(farewell), [
		'No server is named.',
		'MySQL 9.7.4 · db',
		'warning: one',
		`warning: ${'two'.repeat(50)}`,
		...[1, 2, 3, 4].flatMap(number => [`all of run ${number}`, repeatLine]),
		'The table a.b stays on db.',
	]);
});

test('runs before the last ten are counted, but none that is partial or unknown', t => {
	const runs = Array.from({length: 13}, (_, index) =>
		run(index + 5, index === 1 ? 'unknown' : 'committed whole'),
	);
	const {lines} = run(8, '');
	t.deepEqual(
		farewellLines({
			warnings: [],
			left: [],
			runs,
			forgotten: [
				{run: 1, outcome: 'PARTIAL'},
				{run: 2, outcome: 'committed whole'},
				{run: 3, outcome: 'no verdict'},
				{run: 4, outcome: 'no verdict'},
			],
		}).slice(0, 5),
		[
			'run 1: PARTIAL',
			'run 6: unknown',
			'3 runs before these: committed whole',
			'2 runs before these: no verdict',
			...lines.slice(0, 1),
		],
	);
});

test('over a slow link a partial run of long ago is told too', t => {
	const lines = farewellLines(
		{...farewell, forgotten: [{run: 0, outcome: 'PARTIAL'}]},
		1,
	);
	t.true(lines.includes('run 0: PARTIAL'));
});

test('with less room what matters comes first, and similar kills share a line', t => {
	t.deepEqual(farewellLines(farewell, 600), [
		'The table a.b stays on db.',
		'run 4: rolled back whole: 2 of 2 rows',
		'run 3: committed whole: 2 of 2 rows',
		'run 2: PARTIAL: 2 of 2 rows',
		'run 1: committed whole: 2 of 2 rows',
		'run 4, kills 1, 3, 4: KILL QUERY during the upload: lost',
		'run 4, kill 2: KILL QUERY during the upload: interrupted',
		'run 2, kill 1: KILL QUERY during the upload: interrupted',
		'run 1, kills 1, 2: KILL QUERY during the upload: lost',
		'No server is named.',
		'MySQL 9.7.4 · db',
		'2 warnings: kill-lab doctor lists them.',
		few,
	]);
});

test('with still less room, runs with the same end share a line, but none that is partial or unknown', t => {
	t.deepEqual(farewellLines(farewell, 500), [
		'The table a.b stays on db.',
		'run 4: rolled back whole: 2 of 2 rows',
		'run 2: PARTIAL',
		'2 runs before it: committed whole',
		'run 4, kills 1, 3, 4: KILL QUERY during the upload: lost',
		'run 4, kill 2: KILL QUERY during the upload: interrupted',
		'3 kills in the runs before it: 2 lost, 1 interrupted',
		'No server is named.',
		'MySQL 9.7.4 · db',
		'2 warnings: kill-lab doctor lists them.',
		few,
	]);
});

test('what stays, the last verdict and the number of kills always come', t => {
	t.deepEqual(farewellLines(farewell, 1), [
		'The table a.b stays on db.',
		'run 4: rolled back whole: 2 of 2 rows',
		'run 2: PARTIAL',
		'2 runs before it: committed whole',
		'7 kills in all: 5 lost, 2 interrupted',
		'No server is named.',
		'MySQL 9.7.4 · db',
		'2 warnings: kill-lab doctor lists them.',
		few,
	]);
});

test('its length depends neither on the runs nor on the kills', t => {
	const runs = Array.from({length: 200}, (_, index) =>
		run(
			index + 1,
			index % 2 === 0 ? 'committed whole' : 'rolled back whole',
			...Array.from({length: 20}, () => 'lost' as const),
		),
	);
	const lines = farewellLines({warnings: [], left: [], runs}, 700);
	t.true(lines.join('\r\n').length <= 700);
	t.is(lines[0], 'run 200: rolled back whole: 2 of 2 rows');
});

test("what a cluster did to the last run comes with the run's verdict", t => {
	const lines = farewellLines(
		{
			warnings: [],
			left: [],
			runs: [
				{
					...run(1, 'rolled back whole'),
					errors: ['certification failed '.repeat(10)],
				},
				{...run(2, 'rolled back whole'), errors: ['another node won']},
			],
		},
		1,
	);
	t.deepEqual(lines.slice(0, 3), [
		'run 2: rolled back whole: 2 of 2 rows',
		'run 2: another node won',
		'1 run before it: rolled back whole',
	]);
});

test('a lab that the user quits before its first run names its server', t => {
	t.deepEqual(farewellLines({warnings: [], runs: [], left: [], server: 'db'}), [
		'db',
	]);
});
