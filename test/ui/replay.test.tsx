import test from 'ava';
import stringWidth from 'string-width';
import {toAscii} from '../../source/output/ascii.js';
import {type Playback} from '../../source/lab/history/playback.js';
import {type Chosen} from '../../source/ui/chosen.js';
import {frame} from '../helpers/frame.js';
import {replayed} from '../helpers/replayed.js';
import {rolledBack} from '../helpers/stories.js';
import {type Story} from '../helpers/story.js';

const sizes = ['60x16', '80x24', '100x30', '120x40', '200x60'] as const;

/** Two runs, and half a minute between them. */
function twoRuns(): Story {
	return rolledBack()
		.after(30_000)
		.starts({}, '45')
		.stores()
		.inserts()
		.after(1200)
		.uploads(0.5)
		.kills('connection')
		.acknowledged()
		.drops()
		.looks()
		.seesNothing()
		.finds('rolled back whole');
}

const help: Chosen = {panel: {type: 'help', page: 0}, killsBack: 0};

type Act = (player: Playback, wait: (ms: number) => void) => void;

const situations: ReadonlyArray<
	readonly [name: string, act: Act, isCutShort: boolean, told: RegExp]
> = [
	[
		'plays',
		(_player, wait) => {
			wait(3000);
		},
		false,
		/event +\d+ of \d+ · +3\.0 /,
	],
	[
		'at the beginning',
		player => {
			player.jumpTo('begin');
		},
		false,
		/run 1 begins/,
	],
	[
		'at a kill',
		player => {
			player.jumpToKill('after');
			player.jumpToKill('after');
		},
		false,
		/Kill 2, as it turned out: {2}interrupted/,
	],
	[
		'skips',
		(_player, wait) => {
			wait(12_800);
		},
		false,
		/28\.0 s skipped: no event/,
	],
	[
		'at the end',
		player => {
			player.jumpTo('end');
		},
		false,
		/verdict: rolled back whole/,
	],
	[
		'cut short',
		player => {
			player.jumpTo('end');
			player.stepBack();
			player.stepBack();
		},
		true,
		/KILL CONNECTION 45/,
	],
];

for (const size of sizes) {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	for (const [name, act, isCutShort, told] of situations) {
		test(`frame ${size}: a replay ${name}`, t => {
			const {events} = twoRuns();
			const drawn = frame({
				...replayed(events, act, isCutShort),
				columns,
				rows,
			});
			const lines = drawn.split('\n');
			t.true(lines.length <= rows);
			t.deepEqual(
				lines.filter(line => stringWidth(line) > columns),
				[],
			);
			t.regex(
				lines[0] ?? '',
				/^ Kill Lab {3}MySQL 9.7.4.*run [12] of 2 {3}\? help/,
			);
			t.regex(drawn, told);
			t.regex(drawn, /event +\d+ of \d+ · +[\d.]+ /);
			t.regex(drawn, /Verdict /);
			// No character was without a counterpart.
			t.is(toAscii(drawn).split('?').length, drawn.split('?').length);
			t.snapshot(drawn);
		});
	}

	test(`frame ${size}: a replay of what is cut short ends`, t => {
		const {events} = twoRuns();
		const drawn = frame({
			...replayed(
				events.slice(0, -4),
				player => {
					player.jumpTo('end');
				},
				true,
			),
			columns,
			rows,
		});
		t.regex(drawn, /replay: cut short/);
		t.regex(drawn, /cut short here, in run 2/);
		t.snapshot(drawn);
	});

	test(`frame ${size}: help in a replay`, t => {
		const {events} = twoRuns();
		const drawn = frame({
			...replayed(events, player => {
				player.jumpToKill('after');
			}),
			chosen: help,
			columns,
			rows,
		});
		t.true(drawn.split('\n').length <= rows);
		t.regex(drawn, /\[ ] +to the kill before or after, with its effect/);
		t.snapshot(drawn);
	});
}

/** The lines without what says where the replay is: those change with each event. */
function rest(drawn: string): string {
	return drawn
		.split('\n')
		.filter(line => !/event +\d+ of/.test(line))
		.join('\n');
}

test('each step changes what is seen besides its own words', t => {
	const {events} = rolledBack();
	const still: string[] = [];
	let before = '';
	for (let steps = 0; steps < 60; steps++) {
		const shown = replayed(events, each => {
			for (let step = 0; step < steps; step++) {
				each.step();
			}
		});
		const drawn = rest(frame({...shown, columns: 80, rows: 40}));
		if (drawn === before && !shown.activity.isOver) {
			still.push(shown.activity.moment.map(({type}) => type).join(' '));
		}

		before = drawn;
	}

	t.deepEqual(still, []);
});
