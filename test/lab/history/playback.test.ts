import test from 'ava';
import {
	createPlayback,
	type Playback,
} from '../../../source/lab/history/playback.js';
import {type Place} from '../../../source/lab/history/place.js';
import {type LabEvent} from '../../../source/lab/events/events.js';
import {recordedEvents} from '../../../source/lab/history/recorded-events.js';
import {reduce} from '../../../source/lab/history/reduce.js';
import {initialState} from '../../../source/lab/history/state.js';
import {halfRead} from '../../helpers/half-read.js';
import {committed, rolledBack, stories} from '../../helpers/stories.js';
import {story} from '../../helpers/story.js';

const events: readonly LabEvent[] = [
	{type: 'pace', paused: false, at: 1000},
	{type: 'pace', paused: true, at: 1100},
	{type: 'pace', paused: false, at: 1100},
	{type: 'look-started', at: 1500},
];

function playing(speed?: number) {
	let time = 50;
	const player = createPlayback(recordedEvents(events), () => time, speed);
	const heard: number[] = [];
	player.subscribe(({at}) => {
		heard.push(at);
	});
	return {
		player,
		heard,
		/** Time passes, and what is due is played. */
		after(ms: number) {
			time += ms;
			return player.advance();
		},
	};
}

test('events come at their recorded intervals, the first one at once', t => {
	const {heard, after} = playing();
	t.is(after(0), 100);
	t.deepEqual(heard, [1000]);
	t.is(after(99), 1);
	t.deepEqual(heard, [1000]);
	t.is(after(1), 400);
	t.deepEqual(heard, [1000, 1100, 1100]);
	t.is(after(1000), undefined);
	t.is(heard.length, 4);
});

test('at double speed they take half the time', t => {
	const {player, heard, after} = playing(2);
	t.is(after(0), 50);
	after(50);
	t.is(heard.length, 3);
	player.changeSpeed(1 / 4);
	t.is(player.now(), 1100);
	t.is(after(0), 800);
	t.is(player.status().speed, 0.5);
});

test('the speed has limits', t => {
	const {player} = playing();
	player.changeSpeed(1000);
	t.is(player.status().speed, 64);
	player.changeSpeed(1 / 100_000);
	t.is(player.status().speed, 1 / 8);
});

test('during a pause nothing is played and the clock stands still', t => {
	const {player, heard, after} = playing();
	after(30);
	player.togglePause();
	t.true(player.status().isPaused);
	t.is(after(10_000), undefined);
	t.is(player.now(), 1030);
	t.is(heard.length, 1);
	player.togglePause();
	t.is(after(0), 70);
});

test('a step plays the next moment and stops there', t => {
	const {player, heard, after} = playing();
	after(10);
	player.step();
	t.deepEqual(heard, [1000, 1100, 1100]);
	t.is(player.now(), 1100);
	t.is(after(5000), undefined);
	player.step();
	t.true(player.status().isOver);
	player.step();
	t.is(heard.length, 4);
});

test('it ends with the last event, and can start again', t => {
	const {player, heard, after} = playing();
	after(9000);
	t.true(player.status().isOver);
	t.is(player.now(), 1500);
	player.restart();
	t.false(player.status().isOver);
	t.is(after(0), 100);
	t.is(heard.length, 5);
});

test('it starts with the first run: everything before counts as played, without a wait', t => {
	let time = 0;
	const told = committed();
	const late = told.events.map(event => ({
		...event,
		at: event.at + (event.type === 'server' ? 0 : 8000),
	}));
	const player = createPlayback(recordedEvents(late), () => time);
	t.is(player.state().run?.run, 1);
	t.is<unknown, unknown>(player.now(), late[1]?.at);
	t.deepEqual(player.status(), {
		isPaused: false,
		speed: 1,
		isOver: false,
		position: 2,
		length: late.length,
		moment: late.slice(1, 2),
	});
	t.is(player.advance(), 1);
	time += 60_000;
	player.advance();
	t.true(player.status().isOver);
	player.restart();
	t.like(player.status(), {position: 2, isPaused: false});
});

test('a long silence is shortened, and the clock of the recording jumps', t => {
	let time = 0;
	const told = story().starts().after(20_000).looks();
	const player = createPlayback(recordedEvents(told.events), () => time, 2);
	const begun = told.events.at(-2)?.at ?? 0;
	time += 1;
	t.is(player.advance(), 1000);
	time += 250;
	t.is(player.now(), begun + 18_500);
	t.is(player.advance(), 750);
	time += 750;
	player.advance();
	t.true(player.status().isOver);
	t.is(player.status().later, 20_000);
});

test('a step back goes to the stop before, back to the beginning', t => {
	const {player, heard, after} = playing();
	after(100);
	t.like(player.status(), {position: 3, later: 100});
	player.stepBack();
	t.like(player.status(), {isPaused: true, position: 1, length: 4});
	t.is(player.now(), 1000);
	t.is(after(5000), undefined);
	player.stepBack();
	t.like(player.status(), {position: 0});
	player.stepBack();
	t.like(player.status(), {position: 0});
	t.is(player.now(), 1000);
	player.step();
	t.deepEqual(heard, [1000, 1100, 1100, 1000]);
});

test('a step back from between two stops goes to the one before', t => {
	const {events} = story()
		.starts()
		.inserts()
		.after(100)
		.uploads(0.1)
		.after(100)
		.uploads(0.2)
		.after(100)
		.uploads(0.3);
	let time = 0;
	const player = createPlayback(recordedEvents(events), () => time);
	time += (events.at(-2)?.at ?? 0) - player.now();
	player.advance();
	t.is(player.status().position, events.length - 1);
	player.stepBack();
	t.is(player.status().moment.at(-1)?.type, 'statement-started');
	player.step();
	t.true(player.status().isOver);
});

test('the jumps to the kills, and what each turned out to be', t => {
	const player = createPlayback(recordedEvents(rolledBack().events), () => 0);
	t.false(player.jumpToKill('before'));
	t.false(player.status().isPaused);
	t.true(player.jumpToKill('after'));
	t.like(player.status(), {isPaused: true});
	t.is(player.status().moment.at(-1)?.type, 'kill-sent');
	t.is<unknown, unknown>(player.now(), player.status().moment.at(-1)?.at);
	t.is(player.state().run?.kills.length, 1);
	t.is(player.state().run?.kills[0]?.effect, undefined);
	t.is(player.status().foretold?.kill.effect?.effect, 'lost');
	t.true(player.jumpToKill('after'));
	t.is(player.status().foretold?.kill.kill, 2);
	t.false(player.jumpToKill('after'));
	t.is(player.status().foretold?.kill.kill, 2);
	player.step();
	t.is(player.status().foretold, undefined);
	t.true(player.jumpToKill('before'));
	t.is(player.status().foretold?.kill.kill, 2);
	t.true(player.jumpToKill('before'));
	t.is(player.status().foretold?.kill.kill, 1);
	player.stepBack();
	t.is(player.status().foretold, undefined);
});

test('what a kill turned out to be is that of its own run', t => {
	const told = rolledBack().starts({}, '45').inserts().kills('connection');
	const player = createPlayback(recordedEvents(told.events), () => 0);
	const seen = [];
	while (player.jumpToKill('after')) {
		const {run, kill} = player.status().foretold ?? {};
		seen.push([run?.run, kill?.kill, run?.verdict?.verdict.outcome]);
	}

	t.deepEqual(seen, [
		[1, 1, 'rolled back whole'],
		[1, 2, 'rolled back whole'],
		[2, 1, undefined],
	]);
});

test('the jumps to the ends stop there', t => {
	const told = rolledBack();
	const player = createPlayback(recordedEvents(told.events), () => 0);
	player.jumpTo('end');
	t.like(player.status(), {isPaused: true, isOver: true});
	t.deepEqual(player.state(), told.state);
	t.is<unknown, unknown>(player.now(), told.events.at(-1)?.at);
	player.jumpTo('begin');
	t.like(player.status(), {isPaused: true, isOver: false, position: 2});
	t.is(player.state().run?.statements.length, 0);
});

test('an empty recording is over at once', t => {
	const player = createPlayback(recordedEvents([]), () => 7);
	t.is(player.advance(), undefined);
	t.true(player.status().isOver);
});

for (const [name, tell] of stories) {
	test(`"${name}" played again ends in the same state, however it is played`, t => {
		const told = tell();
		const player = createPlayback(recordedEvents(told.events), () => 0);
		while (!player.status().isOver) {
			player.step();
		}

		t.deepEqual(player.state(), told.state);
		for (let step = 0; step < 3; step++) {
			player.stepBack();
		}

		const {position} = player.status();
		let before = initialState;
		for (const event of told.events.slice(0, position)) {
			before = reduce(before, event);
		}

		t.deepEqual(player.state(), before);
		while (!player.status().isOver) {
			player.step();
		}

		t.deepEqual(player.state(), told.state);
		player.restart();
		while (!player.status().isOver) {
			player.step();
		}

		t.deepEqual(player.state(), told.state);
	});
}

test('it begins at a place, and plays on from there', t => {
	const {player, heard, after} = playing(2);
	player.seek({type: 'part', part: 0.5});
	t.is(player.now(), 1250);
	t.like(player.status(), {isPaused: false, position: 3});
	t.deepEqual(heard, []);
	t.is(after(0), 125);
	after(125);
	t.true(player.status().isOver);
	player.restart();
	t.is(player.now(), 1000);
});

test('a place is one of the course', t => {
	const {player} = playing();
	const nowAt = (place: Place) => {
		player.seek(place);
		return player.now();
	};

	t.is(nowAt({type: 'time', ms: 1050}), 1050);
	t.is(player.status().position, 1);
	t.is(nowAt({type: 'time', ms: 1100}), 1100);
	t.is(player.status().position, 3);
	t.is(nowAt({type: 'time', ms: 3}), 1000);
	t.is(nowAt({type: 'time', ms: 60_000}), 1500);
	t.true(player.status().isOver);
	t.is(nowAt({type: 'part', part: 0}), 1000);
	t.is(nowAt({type: 'part', part: 1}), 1500);
});

test('a place in what is skipped of a silence is where it is played again', t => {
	const told = story().starts().after(20_000).looks();
	let time = 0;
	const player = createPlayback(recordedEvents(told.events), () => time);
	const end = told.events.at(-1)?.at ?? 0;
	for (const [before, place] of [
		[19_501, 19_501],
		[19_500, 1500],
		[10_000, 1500],
		[1500, 1500],
		[1499, 1499],
	] as const) {
		player.seek({type: 'time', ms: end - before});
		t.is(player.now(), end - place);
	}

	player.seek({type: 'time', ms: end - 10_000});
	t.is(player.advance(), 1500);
	time += 1500;
	player.advance();
	t.true(player.status().isOver);
	// 2 ms until the silence, half a second of it before the cut and 1.5 s after it are played.
	player.seek({type: 'part', part: 0.5});
	t.is(player.now(), end - 1001);
});

/** A player of a recording of which the run has begun, and no more has been read. */
function playingHalf() {
	const told = rolledBack();
	const {recorded, readOn} = halfRead(told.events, 6);
	let time = 0;
	const player = createPlayback(recorded, () => time);
	return {
		told,
		player,
		readOn,
		after(ms: number) {
			time += ms;
			return player.advance();
		},
	};
}

test('what has been read is played, and more as it is read', t => {
	const {told, player, readOn, after} = playingHalf();
	t.like(player.status(), {length: 6, isReading: true, isOver: false});
	after(60_000);
	t.like(player.status(), {position: 6, isOver: false});
	t.is<unknown, unknown>(player.now(), told.events[5]?.at);
	readOn();
	t.false(player.readOn());
	after(60_000);
	t.like(player.status(), {isOver: true, length: told.events.length});
	t.is(player.status().isReading, undefined);
	t.deepEqual(player.state(), told.state);
});

test('a jump into what has not been read waits for it, and pauses', t => {
	const jumps = [
		[
			(player: Playback) => {
				player.jumpTo('end');
			},
			{isPaused: true, isOver: true},
		],
		[
			(player: Playback) => {
				t.true(player.jumpToKill('after'));
			},
			{isPaused: true, isOver: false},
		],
		[
			(player: Playback) => {
				player.seek({type: 'part', part: 1});
			},
			{isPaused: false, isOver: true},
		],
	] as const;
	for (const [jump, jumped] of jumps) {
		const {told, player, readOn, after} = playingHalf();
		jump(player);
		const {position} = player.status();
		t.like(player.status(), {isAwaiting: true, isPaused: true});
		after(1000);
		t.false(player.readOn());
		t.is(player.status().position, position);
		readOn();
		t.true(player.readOn());
		t.like(player.status(), jumped);
		t.is(player.status().isAwaiting, undefined);
		t.false(player.readOn());
		player.jumpTo('end');
		t.deepEqual(player.state(), told.state);
	}
});

test('what is done meanwhile takes the place of a jump that waits', t => {
	const others: ReadonlyArray<(player: Playback) => void> = [
		player => {
			player.step();
		},
		player => {
			player.stepBack();
		},
		player => {
			player.togglePause();
		},
		player => {
			player.restart();
		},
		player => {
			player.jumpTo('begin');
		},
	];
	for (const act of others) {
		const {player, readOn} = playingHalf();
		player.jumpTo('end');
		act(player);
		t.is(player.status().isAwaiting, undefined);
		readOn();
		t.false(player.readOn());
		t.false(player.status().isOver);
	}
});

test('there may be no kill in what has not been read', t => {
	const {events} = story().starts().inserts().after(900).uploads(0.5).looks();
	const {recorded, readOn} = halfRead(events, 6);
	const player = createPlayback(recorded, () => 0);
	t.true(player.jumpToKill('after'));
	const {position} = player.status();
	readOn();
	t.true(player.readOn());
	t.is(player.status().position, position);
	t.false(player.jumpToKill('after'));
	t.false(player.jumpToKill('before'));
});
