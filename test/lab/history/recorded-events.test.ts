import test from 'ava';
import {listOf} from '../../../source/lab/history/event-list.js';
import {
	growingEvents,
	recordedEvents,
} from '../../../source/lab/history/recorded-events.js';
import {reduce} from '../../../source/lab/history/reduce.js';
import {initialState} from '../../../source/lab/history/state.js';
import {halfRead} from '../../helpers/half-read.js';
import {rolledBack} from '../../helpers/stories.js';

test('the state after so many events is the same from any checkpoint', t => {
	const told = rolledBack();
	for (let run = 2; run < 8; run++) {
		told.starts({}, String(run)).inserts().kills('query').acknowledged().ok();
	}

	const {events} = told;
	// So near to each other, most of them go again.
	const recorded = growingEvents(listOf(events), 1);
	for (const event of events) {
		recorded.add(event);
	}

	t.true(events.length > 64);
	let state = initialState;
	t.deepEqual(recorded.stateAt(0), state);
	for (const [index, event] of events.entries()) {
		state = reduce(state, event);
		t.deepEqual(recorded.stateAt(index + 1), state);
	}

	t.deepEqual(recorded.state(), state);
});

test('the course of what has been read is the beginning of the whole one', t => {
	const {events} = rolledBack().starts({}, '45').inserts().kills('connection');
	const whole = recordedEvents(events).course();
	for (const [number, {at}] of events.entries()) {
		const {recorded, readOn} = halfRead(events, number + 1);
		t.false(recorded.isRead());
		const {begin, stops, kills, runs, endsAt} = recorded.course();
		t.is<unknown, unknown>(endsAt, at);
		// Before the moment of the first run is over, nobody knows where it begins.
		const known = begin > 0 ? stops : [];
		t.deepEqual(known, whole.stops.slice(0, known.length));
		t.deepEqual(kills, whole.kills.slice(0, kills.length));
		t.deepEqual(runs, whole.runs.slice(0, runs.length));
		readOn();
		t.true(recorded.isRead());
		t.deepEqual(recorded.course(), whole);
	}
});
