import test from 'ava';
import {type AttachEventBody} from '../../../source/lab/attach/attach-event.js';
import {type ListedConnection} from '../../../source/lab/attach/listing.js';
import {
	attachStory,
	busyListing,
	connectionOf,
	lookAt,
	lookAtNothing,
	opened,
} from '../../helpers/attach-story.js';

function listed(...connections: readonly ListedConnection[]): AttachEventBody {
	return {
		type: 'listed',
		listing: {...busyListing, waits: [], connections},
		pause: 1000,
	};
}

const other = connectionOf('77', {seconds: 0});

/** What came back after a KILL CONNECTION of 42. */
function comebackAfter(...events: ReadonlyArray<AttachEventBody | number>) {
	return attachStory(
		...opened,
		{type: 'attached', connectionId: '42'},
		{type: 'looked', look: lookAt(1000)},
		...events,
	).state.victim?.comeback;
}

const killed: ReadonlyArray<AttachEventBody | number> = [
	{
		type: 'kill-sent',
		kind: 'connection',
		statement: 'KILL CONNECTION 42',
	},
	{type: 'kill-accepted'},
	{type: 'looked', look: lookAtNothing(1200)},
	2000,
];

test('the same statement on a connection that did not run it before has come back', t => {
	t.deepEqual(comebackAfter(...killed, listed(other)), {
		connectionId: '77',
		at: 3000,
	});
});

for (const [name, connection] of [
	[
		'another statement',
		connectionOf('77', {
			seconds: 0,
			statement: {text: 'SELECT ?', isRunning: true},
		}),
	],
	['another account', connectionOf('77', {seconds: 0, user: 'web'})],
	['one that has run for longer', connectionOf('77', {seconds: 60})],
	[
		'one that sleeps',
		connectionOf('77', {
			seconds: 0,
			statement: {
				text: 'UPDATE orders SET total = total * ? WHERE created_at < ?',
				isRunning: false,
			},
		}),
	],
] as const) {
	test(`no comeback: ${name}`, t => {
		t.is(comebackAfter(...killed, listed(connection)), undefined);
	});
}

test('no comeback: who ran the same before, and what comes after a minute', t => {
	t.is(comebackAfter(listed(other), ...killed, listed(other)), undefined);
	t.is(comebackAfter(...killed, 60_000, listed(other)), undefined);
	t.is(comebackAfter(listed(other)), undefined);
});

test('after a KILL QUERY the same connection may run it again', t => {
	const running = lookAt(1200);
	const idle = lookAt(1200, {
		connection: {
			command: 'Sleep',
			statement: {
				text: 'UPDATE orders SET total = total * ? WHERE created_at < ?',
				isRunning: false,
			},
		},
	});
	const query: readonly AttachEventBody[] = [
		{type: 'kill-sent', kind: 'query', statement: 'KILL QUERY 42'},
		{type: 'kill-accepted'},
	];
	const again: AttachEventBody = {
		type: 'looked',
		look: {...running, thread: {...running.thread, statementNumber: '8'}},
	};
	t.is(
		comebackAfter(...query, {type: 'looked', look: idle}, again)?.connectionId,
		'42',
	);
	// It has not ended.
	t.is(comebackAfter(...query, {type: 'looked', look: running}), undefined);
});
