import test from 'ava';
import {type ReplayActivity} from '../../../source/keys/activity.js';
import {ReplayLines} from '../../../source/ui/components/replay-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {
	createPlayback,
	type Playback,
} from '../../../source/lab/history/playback.js';
import {shownCourse} from '../../../source/commands/replay/shown-course.js';
import {halfRead} from '../../helpers/half-read.js';
import {replayed} from '../../helpers/replayed.js';
import {rolledBack} from '../../helpers/stories.js';
import {story, type Story} from '../../helpers/story.js';

function drawn(
	{state, activity, now}: ReturnType<typeof replayed>,
	width: number,
	height: number,
): string {
	return componentFrame(
		<ReplayLines
			state={state}
			activity={activity}
			width={width}
			height={height}
			now={now}
		/>,
		width,
	);
}

/** Two runs with somebody's thinking between them. */
function twoRuns(): Story {
	return rolledBack()
		.after(12_345)
		.starts({}, '45')
		.inserts()
		.uploads(0.5)
		.kills('connection')
		.acknowledged()
		.drops();
}

type Act = (player: Playback, wait: (ms: number) => void) => void;

const at = (act: Act, isCutShort = false) =>
	replayed(twoRuns().events, act, isCutShort);

const situations: ReadonlyArray<readonly [string, Act, boolean?]> = [
	[
		'at the beginning',
		player => {
			player.jumpTo('begin');
		},
	],
	[
		'while it plays',
		(_player, wait) => {
			wait(2500);
		},
	],
	[
		'after a step',
		player => {
			player.step();
			player.step();
			player.step();
		},
	],
	[
		'at a kill',
		player => {
			player.jumpToKill('after');
		},
	],
	[
		'in a silence that is skipped',
		(_player, wait) => {
			wait(12_800);
		},
	],
	[
		'after a silence that was skipped',
		(_player, wait) => {
			wait(13_500);
		},
	],
	[
		'at the end',
		player => {
			player.jumpTo('end');
		},
	],
	[
		'at the end of a recording that is cut short',
		player => {
			player.jumpTo('end');
		},
		true,
	],
];

for (const [name, act, isCutShort] of situations) {
	test(`where a replay is ${name}`, t => {
		const shown = at(act, isCutShort);
		t.snapshot(
			[
				[60, 1],
				[42, 2],
				[78, 3],
			]
				.map(([width = 0, height = 0]) => drawn(shown, width, height))
				.join('\n\n'),
		);
	});
}

test('the words about a silence stay longer at a higher speed', t => {
	const shown = at((player, wait) => {
		player.changeSpeed(8);
		wait(1600);
	});
	const words = (activity: ReplayActivity) =>
		drawn({...shown, activity}, 60, 2).includes('skipped');
	t.true(words(shown.activity));
	t.false(words({...shown.activity, isPaused: true}));
});

test('a recording of nothing', t => {
	t.snapshot(
		drawn(
			replayed([], () => undefined),
			60,
			3,
		),
	);
	t.snapshot(
		drawn(
			replayed(story().plans().events, () => undefined),
			60,
			3,
		),
	);
});

test('of a recording that is still being read it says how much is known, and what a jump waits for', t => {
	const {recorded} = halfRead(twoRuns().events, 6);
	const player = createPlayback(recorded, () => 0);
	const draw = () =>
		drawn(
			{
				state: player.state(),
				now: player.now(),
				activity: {
					type: 'replay',
					...player.status(),
					isCutShort: false,
					course: shownCourse(player.course()),
				},
			},
			80,
			2,
		);
	t.regex(draw(), /^event 2 of 6 read so far · /);
	player.jumpTo('end');
	t.regex(
		draw(),
		/\nreading the recording to its end, and then the jump; here: run 1/,
	);
});
