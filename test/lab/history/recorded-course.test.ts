import test from 'ava';
import {recordedEvents} from '../../../source/lab/history/recorded-events.js';
import {type LabEvent} from '../../../source/lab/events/events.js';
import {committed, rolledBack} from '../../helpers/stories.js';
import {story} from '../../helpers/story.js';

const courseOf = (events: readonly LabEvent[]) =>
	recordedEvents(events).course();

/** The types of the events at the end of each step. */
function stopsOf(
	events: readonly LabEvent[],
): ReadonlyArray<string | undefined> {
	return courseOf(events).stops.map(stop => events[stop - 1]?.type);
}

test('it begins with the first run, and what came before counts as played', t => {
	const {events} = story().plans().starts();
	const course = courseOf(events);
	t.is(events[course.begin - 1]?.type, 'run-started');
	t.is<unknown, unknown>(course.beginsAt, events[course.begin - 1]?.at);
	t.is<unknown, unknown>(course.endsAt, events.at(-1)?.at);
	t.is(course.stops[0], course.begin);
});

test('it begins with a wait before the first run', t => {
	const {events} = story()
		.plans()
		.emit({type: 'wait-started', wait: 1, kind: 'empty', since: 0})
		.starts();
	t.is(events[courseOf(events).begin - 1]?.type, 'wait-started');
});

test('a recording without a run begins with its first event', t => {
	t.like(courseOf(story().plans().events), {begin: 0, runs: [], kills: []});
	t.deepEqual(courseOf([]), {
		begin: 0,
		beginsAt: 0,
		endsAt: 0,
		stops: [0],
		runs: [],
		kills: [],
		silences: [],
	});
});

test('a step does not stop where nothing that is seen has changed', t => {
	t.deepEqual(
		stopsOf(story().starts().generates().made().identified().events),
		[
			'run-started',
			'statement-started',
			'statement-ended',
			'step-started',
			'step-made',
			// The id is what it was; but the recording ends here.
			'connection-id',
		],
	);
	t.deepEqual(stopsOf(story().starts().inserts().sent().events).slice(-3), [
		'step-made',
		'statement-started',
		'statement-sent',
	]);
});

test('progress stops twice a second', t => {
	const told = story().starts().inserts();
	for (let part = 1; part <= 9; part++) {
		told.after(200).uploads(part / 10);
	}

	const {events} = told.sent();
	const {stops} = courseOf(events);
	t.deepEqual(
		stops
			.map(stop => events[stop - 1])
			.filter(event => event?.type === 'step-progress')
			.map(event => event?.type === 'step-progress' && event.done / 1024 ** 2),
		[30, 60, 90],
	);
});

test('a look that finds the same state shows progress, another state stops at once', t => {
	const {events} = story()
		.starts()
		.inserts()
		.seesThread('Sleep', 'starting', 2)
		.seesThread('Sleep', 'starting', 3)
		.seesThread('Execute', 'starting', 3)
		.after(600)
		.seesThread('Execute', 'starting', 4)
		.looks();
	const {stops} = courseOf(events);
	const views = stops
		.map(stop => events[stop - 1])
		.flatMap(event =>
			event?.type === 'server-view' && event.view.transaction.type === 'open'
				? [event.view.transaction.rows]
				: [],
		);
	t.deepEqual(views, [2, 3, 4]);
});

test('the events of one moment are one step', t => {
	const {events} = story().starts().inserts().kills('query').acknowledged();
	t.deepEqual(stopsOf(events).slice(-2), ['kill-sent', 'kill-view']);
});

test('each kill is where it was sent, and each run where it began', t => {
	const {events} = rolledBack().starts({}, '45').inserts().kills('connection');
	const {kills, runs} = courseOf(events);
	const told = ({position, at}: {position: number; at: number}) => {
		const event = events[position - 1];
		return [event?.type, event?.at === at];
	};

	t.deepEqual(
		kills.map(one => [...told(one), one.kind, one.kill]),
		[
			['kill-sent', true, 'query', 1],
			['kill-sent', true, 'query', 2],
			['kill-sent', true, 'connection', 1],
		],
	);
	t.deepEqual(
		runs.map(one => told(one)),
		[
			['run-started', true],
			['run-started', true],
		],
	);
});

test('silences are those from the beginning on', t => {
	const told = committed().after(12_000).starts();
	const [silence, ...more] = courseOf(told.events).silences;
	t.is(silence && silence.to - silence.from, 12_000);
	t.deepEqual(more, []);
	const late = story().plans().after(60_000).starts().events;
	t.deepEqual(courseOf(late).silences, []);
});
