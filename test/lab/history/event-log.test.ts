import test from 'ava';
import {createEventLog} from '../../../source/lab/history/event-log.js';
import {type LabEvent} from '../../../source/lab/events/events.js';
import {reduceNewest} from '../../../source/lab/history/reduce.js';
import {initialState} from '../../../source/lab/history/state.js';
import {longSitting} from '../../helpers/sittings.js';
import {interrupted, story} from '../../helpers/story.js';

test('the clock starts with the log', t => {
	let time = 5000;
	const log = createEventLog(() => time);
	t.is(log.now(), 0);
	time += 12.5;
	t.is(log.now(), 12.5);
	t.is(log.state(), initialState);
});

test('times are whole microseconds, as in a recording', t => {
	let time = 0.1;
	const log = createEventLog(() => time);
	time += 1.234_567_8;
	t.is(log.now(), 1.235);
});

test('an event may have happened a moment ago, but never before the newest one', t => {
	let time = 0;
	const log = createEventLog(() => time);
	const heard: number[] = [];
	log.subscribe(({at}) => {
		heard.push(at);
	});
	time = 10;
	log.emit({type: 'look-started'}, 8);
	log.emit({type: 'look-started'}, 7);
	log.emit({type: 'look-started'});
	t.deepEqual(heard, [8, 8, 10]);
});

test('an event is stamped, folded, and then passed to the listeners in order', t => {
	let time = 100;
	const log = createEventLog(() => time);
	const heard: unknown[] = [];
	log.subscribe((event, state) => {
		heard.push(['first', event, state.run?.run]);
	});
	const stop = log.subscribe((event, state) => {
		heard.push(['second', event.type, state === log.state()]);
	});
	time = 103;
	log.emit({type: 'pace', paused: true});
	stop();
	log.emit({type: 'look-started'});
	t.deepEqual(heard, [
		['first', {type: 'pace', paused: true, at: 3}, undefined],
		['second', 'pace', true],
		['first', {type: 'look-started', at: 3}, undefined],
	]);
});

test('an effect follows the event that revealed it, at the same time, and only once', t => {
	const told = story()
		.starts()
		.inserts()
		.uploads(0.5)
		.kills('query')
		.acknowledged()
		.sent()
		.kills('query')
		.acknowledged()
		.fails();
	const at = told.now;
	const end: LabEvent[] = [
		{
			type: 'statement-ended',
			statement: 3,
			outcome: {type: 'error', failure: interrupted},
			at,
		},
		{type: 'kill-effect', kill: 1, effect: 'lost', at},
		{type: 'kill-effect', kill: 2, effect: 'interrupted', at},
	];
	t.deepEqual(told.events.slice(-3), end);
	const before = told.events.length;
	t.is(told.statement('rollback').events.length, before + 1);
});

test('a log that keeps the newest run only has nothing of those before it', t => {
	const log = createEventLog(() => 0, reduceNewest);
	for (const event of longSitting(3).events) {
		log.emit(event);
	}

	const {run, ...rest} = log.state();
	t.is(run?.run, 3);
	t.deepEqual(Object.keys(rest), ['server', 'plan']);
});
