import test from 'ava';
import {type AttachEventBody} from '../../../source/lab/attach/attach-event.js';
import {type ListedConnection} from '../../../source/lab/attach/listing.js';
import {type VictimLook} from '../../../source/lab/attach/victim.js';
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
	return comebackOf(lookAt(1000), ...events);
}

/** The same, with what was seen of 42 before the kill. */
function comebackOf(
	look: VictimLook,
	...events: ReadonlyArray<AttachEventBody | number>
) {
	return attachStory(
		...opened,
		{type: 'attached', connectionId: '42'},
		{type: 'looked', look},
		...events,
	).state.victim?.comeback;
}

/** 42, with the same statement and another number of it. */
function lookAtStatement(statementNumber: string): AttachEventBody {
	const look = lookAt(1200);
	return {
		type: 'looked',
		look: {...look, thread: {...look.thread, statementNumber}},
	};
}

const asleep = {
	command: 'Sleep',
	statement: {
		text: 'UPDATE orders SET total = total * ? WHERE created_at < ?',
		isRunning: false,
	},
} as const;

function unshown(id: string): ListedConnection {
	const {statement, ...rest} = connectionOf(id, {seconds: 0});
	return rest;
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
	['one that sleeps', connectionOf('77', {seconds: 0, ...asleep})],
	['one whose statement is not shown', unshown('77')],
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

test('a connection that did something else before has come back', t => {
	const pooled = connectionOf('77', asleep);
	t.is(
		comebackAfter(listed(pooled), ...killed, listed(other))?.connectionId,
		'77',
	);
});

test('a statement that began up to a second before the kill may be counted so by the server', t => {
	const after = (seconds: number) =>
		comebackAfter(...killed, listed(connectionOf('77', {seconds})));
	t.is(after(3)?.connectionId, '77');
	t.is(after(4), undefined);
});

test('it may come back until a minute after the sending, to the end', t => {
	const sentAndAccepted = killed.slice(0, -1);
	t.is(
		comebackAfter(...sentAndAccepted, 60_000, listed(other))?.connectionId,
		'77',
	);
	t.is(comebackAfter(...sentAndAccepted, 60_001, listed(other)), undefined);
});

test('the first comeback stays, until the next kill', t => {
	const twice = [...killed, listed(other), 1000, listed(other)] as const;
	t.is(comebackAfter(...twice)?.at, 3000);
	const again: AttachEventBody = {
		type: 'kill-sent',
		kind: 'connection',
		statement: 'KILL CONNECTION 42',
	};
	t.is(comebackAfter(...twice, again)?.at, 3000);
	t.is(
		comebackAfter(...twice, again, {type: 'kill-refused', why: 'no'})?.at,
		3000,
	);
	const onItsOwn: readonly AttachEventBody[] = [
		{type: 'kill-sent', kind: 'query', statement: 'KILL QUERY 42'},
		{type: 'kill-accepted'},
		lookAtStatement('8'),
		lookAtStatement('8'),
	];
	t.is(comebackAfter(...onItsOwn)?.connectionId, '42');
	t.is(comebackAfter(...onItsOwn, again, {type: 'kill-accepted'}), undefined);
});

test('the minute is that of the last kill that was accepted', t => {
	const refused: readonly AttachEventBody[] = [
		{
			type: 'kill-sent',
			kind: 'connection',
			statement: 'KILL CONNECTION 42',
		},
		{type: 'kill-refused', why: 'no'},
	];
	t.is(
		comebackAfter(...killed, 57_000, ...refused, 2000, listed(other)),
		undefined,
	);
});

for (const [name, look] of [
	['slept', lookAt(1000, {connection: asleep})],
	['ran what is not shown', {...lookAt(1000), thread: unshownThread()}],
	['was gone', lookAtNothing(1000)],
] as const) {
	test(`no comeback after the kill of one that ${name}`, t => {
		t.is(comebackOf(look, ...killed, listed(other)), undefined);
	});
}

function unshownThread() {
	return {...lookAt(1000).thread, connection: unshown('42')};
}

test('the connection that was killed is told of by the looks at it alone', t => {
	t.is(
		comebackAfter(
			listed(connectionOf('42', asleep)),
			...killed,
			listed(connectionOf('42', {seconds: 0})),
		),
		undefined,
	);
});

test('before the first look at all connections nobody is known to run the same', t => {
	const {state} = attachStory(
		{type: 'attached', connectionId: '42'},
		{type: 'looked', look: lookAt(1000)},
		...killed,
		listed(other),
	);
	t.is(state.victim?.comeback?.connectionId, '77');
});

test('a connection that is gone, or not gone yet, runs nothing again', t => {
	t.is(
		comebackAfter(...killed, {type: 'looked', look: lookAtNothing(3000)}),
		undefined,
	);
	t.is(comebackAfter(...killed.slice(0, 2), lookAtStatement('8')), undefined);
});

test('after a KILL QUERY the same connection may run it again', t => {
	const idle: AttachEventBody = {
		type: 'looked',
		look: lookAt(1200, {connection: asleep}),
	};
	const query: readonly AttachEventBody[] = [
		{type: 'kill-sent', kind: 'query', statement: 'KILL QUERY 42'},
		{type: 'kill-accepted'},
	];
	t.is(comebackAfter(...query, idle, lookAtStatement('8'))?.connectionId, '42');
	// It has not ended.
	t.is(comebackAfter(...query, lookAtStatement('7')), undefined);
	// It is the same one, in a list that is older than the record.
	t.is(comebackAfter(...query, idle, lookAtStatement('7')), undefined);
});
