import test from 'ava';
import {type LabEvent} from '../../source/lab/events.js';
import {plainRoute, routeOf} from '../../source/lab/kill-route.js';
import {reduce} from '../../source/lab/reduce.js';
import {
	currentStatement,
	initialState,
	insertOf,
	phase,
	phaseOfKill,
	storedFiles,
	type LabState,
	type Phase,
	type TransactionState,
} from '../../source/lab/state.js';
import {hash, plan, story, type Story} from '../helpers/story.js';
import {rolledBack, stories} from '../helpers/stories.js';

function fold(events: readonly LabEvent[]): LabState {
	let state = initialState;
	for (const event of events) {
		state = reduce(state, event);
	}

	return state;
}

function deepFreeze<Value>(value: Value): Value {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const part of Object.values(value)) {
			deepFreeze(part);
		}
	}

	return value;
}

for (const [name, tell] of stories) {
	test(`the events of "${name}" give the same state, live and folded again`, t => {
		const {events, state} = tell();
		t.deepEqual(fold(events), state);
		t.deepEqual(fold(events), fold(events));
	});

	test(`the events of "${name}" come back from JSON as they were`, t => {
		const {events, state} = tell();
		const text = JSON.stringify(events);
		const read = JSON.parse(text) as LabEvent[]; // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion
		t.deepEqual(fold(read), state);
	});

	test(`"${name}" never changes a state that was handed out`, t => {
		let state = deepFreeze(initialState);
		for (const event of tell().events) {
			state = deepFreeze(reduce(state, deepFreeze(event)));
		}

		t.deepEqual(state, tell().state);
	});
}

test('without a run, only the server and a run change the picture', t => {
	const state = reduce(initialState, {
		type: 'pace',
		paused: true,
		at: 1,
	});
	t.is(state, initialState);
});

test('a run begins with nothing of the run before it', t => {
	const told = stories.find(([name]) => name === 'rolled back')?.[1]();
	t.deepEqual(told?.starts({rate: 7}, '99').run, {
		run: 2,
		plan: {...plan, rate: 7},
		flavour: 'mysql',
		surroundings: [],
		connectionId: '99',
		startedAt: (told?.now ?? 0) - 2,
		transaction: 'open',
		onInterrupt: 'rollback',
		statements: [
			{
				statement: 1,
				kind: 'begin',
				file: undefined,
				startedAt: (told?.now ?? 0) - 1,
				ended: {at: told?.now ?? 0, outcome: {type: 'ok'}},
			},
		],
		files: [],
		kills: [],
		missedKills: 0,
		paused: false,
		rate: 7,
	});
});

test('connection-id: the kill keys follow the id that the server tells', t => {
	const told = story().starts({}, '42');
	told.emit({type: 'connection-id', connectionId: '18446744073709551615'});
	t.is(told.run.connectionId, '18446744073709551615');
	t.is(told.kills('query').run.kills[0]?.connectionId, '18446744073709551615');
});

const phases: ReadonlyArray<readonly [Phase, string, () => Story]> = [
	['begin', 'START TRANSACTION', () => story().starts().statement('begin')],
	['idle', 'before the first file', () => story().starts()],
	['generate', 'a file is made', () => story().starts().generates()],
	['idle', 'a file is made whole', () => story().starts().generates().made()],
	[
		'identify',
		'SELECT CONNECTION_ID()',
		() => story().starts().generates().made().statement('identify'),
	],
	['upload', 'the INSERT began', () => story().starts().inserts()],
	[
		'upload',
		'all bytes of the file, not of the statement, are sent',
		() => story().starts().inserts().uploads(1),
	],
	['sent', 'all bytes are sent', () => story().starts().inserts().sent()],
	[
		'sent',
		'all bytes are sent, and the server still reads',
		() => story().starts().inserts().sent().seesThread('Sleep', 'starting', 0),
	],
	[
		'sent',
		'all bytes are sent, and nothing can be seen',
		() =>
			story()
				.starts()
				.inserts()
				.sent()
				.sees({
					thread: {type: 'hidden', why: 'denied'},
					transaction: {type: 'none'},
				}),
	],
	[
		'execute',
		'the server is seen at it',
		() =>
			story().starts().inserts().sent().seesThread('Execute', 'starting', 0),
	],
	[
		'write',
		'the server is seen to write the row',
		() => story().starts().inserts().sent().seesThread('Execute', 'update', 0),
	],
	['idle', 'the INSERT returned', () => story().starts().inserts().sent().ok()],
	[
		'verify',
		'the comparison',
		() => story().starts().inserts().sent().ok().statement('verify'),
	],
	['idle', 'compared', () => story().starts().stores()],
	['generate', 'the next file', () => story().starts().stores().generates()],
	['commit', 'COMMIT', () => story().starts().stores().statement('commit')],
	[
		'idle',
		'COMMIT returned',
		() => story().starts().stores().statement('commit').ok(),
	],
	['idle', '1317', () => story().starts().inserts().sent().fails()],
	[
		'rollback',
		'ROLLBACK',
		() => story().starts().inserts().sent().fails().statement('rollback'),
	],
	[
		'idle',
		'the connection is lost',
		() => story().starts().inserts().sent().drops(),
	],
	[
		'idle',
		'making the file failed',
		() => story().starts().generates().breaks('no space left on device'),
	],
	['look', 'the look began', () => story().starts().stores().looks()],
	[
		'look',
		'the look began with a statement in flight',
		() => story().starts().inserts().breaks('interrupted').looks(),
	],
	[
		'over',
		'the verdict',
		() => story().starts().inserts().looks().findsOutNothing('denied'),
	],
];

for (const [expected, title, tell] of phases) {
	test(`phase ${expected}: ${title}`, t => {
		t.is(phase(tell().run), expected);
	});
}

const transactions: ReadonlyArray<
	readonly [TransactionState, string, () => Story]
> = [
	[
		'none',
		'before START TRANSACTION',
		() =>
			story()
				.starts()
				.emit({type: 'run-started', run: 2, plan, connectionId: '43'}),
	],
	['open', 'after START TRANSACTION', () => story().starts()],
	['open', '1317 leaves it open', () => story().starts().inserts().fails()],
	[
		'open',
		'COMMIT is interrupted',
		() => story().starts().statement('commit').fails(),
	],
	['committed', 'COMMIT', () => story().starts().statement('commit').ok()],
	[
		'rolled back',
		'ROLLBACK',
		() => story().starts().inserts().fails().statement('rollback').ok(),
	],
	['lost', 'lost under a statement', () => story().starts().inserts().drops()],
	['lost', 'lost between statements', () => story().starts().closes()],
	[
		'lost',
		'lost under COMMIT',
		() => story().starts().statement('commit').drops(),
	],
	[
		'committed',
		'lost after COMMIT',
		() => story().starts().statement('commit').ok().closes(),
	],
];

for (const [expected, title, tell] of transactions) {
	test(`transaction ${expected}: ${title}`, t => {
		t.is(tell().run.transaction, expected);
	});
}

test('the first loss of the connection counts', t => {
	const told = story().starts().inserts().drops();
	const at = told.now;
	told.closes({message: 'closed state'});
	t.deepEqual(told.run.lost, {
		at,
		failure: {errno: -32, code: 'EPIPE', message: 'write EPIPE'},
	});
});

test('a kill knows when its key was pressed, the phase, and how far the file was', t => {
	const told = story().starts().stores().inserts().uploads(0.25);
	t.deepEqual(told.kills('query').run.kills, [
		{
			kill: 1,
			kind: 'query',
			connectionId: '42',
			statement: 'KILL QUERY 42',
			keyAt: told.now - 0.25,
			sentAt: told.now,
			phase: 'upload',
			file: {file: 1, part: 0.25},
		},
	]);
});

test('a kill that is sent again is where the run is then, and keeps what was refused', t => {
	const denied = {errno: 1095, message: 'You are not owner of thread 42'};
	const told = story().starts().stores().inserts().uploads(1).kills('query');
	const first = told.run.kills[0];
	told.sent().rerouted(denied, 'CALL mysql.rds_kill_query(42)');
	t.deepEqual(told.run.kills, [
		{
			kill: 1,
			kind: 'query',
			connectionId: '42',
			statement: 'CALL mysql.rds_kill_query(42)',
			keyAt: first?.keyAt,
			sentAt: told.now,
			phase: 'sent',
			file: {file: 1, part: 1},
			refused: {
				statement: 'KILL QUERY 42',
				failure: denied,
				sentAt: first?.sentAt,
				at: told.now,
			},
		},
	]);
	// The plain KILL had come in the upload, where it would have been lost.
	told.acknowledgedIn('Execute', 'starting').fails();
	t.deepEqual(told.effects, ['interrupted']);
});

test('the route is what the keys send, from when it is told', t => {
	const route = {query: 'KILL SOFT QUERY ?', connection: 'KILL SOFT ?'};
	const told = story().starts();
	t.is(routeOf(told.state), plainRoute);
	told.emit({type: 'kill-route', route}).starts();
	t.is(routeOf(told.state), route);
});

test('the number of a statement is known while it is in flight', t => {
	const told = story()
		.starts()
		.inserts()
		.sent()
		.sees({
			thread: {
				type: 'alive',
				command: 'Execute',
				state: 'Update',
				queryId: '7',
			},
			transaction: {type: 'none'},
		});
	t.is(told.run.queryId, '7');
	told.seesThread('Execute', 'Update', 1);
	t.is(told.run.queryId, '7');
	t.is(told.ok().run.queryId, undefined);
});

test('a kill during COMMIT is about no file', t => {
	const {run} = story().starts().stores().statement('commit').kills('query');
	t.is(run.kills[0]?.file, undefined);
	t.is(run.kills[0]?.phase, 'commit');
});

test('the answer and the effect of a kill change that kill alone', t => {
	const told = story().starts().inserts().kills('query').kills('connection');
	const [first, second] = told.run.kills;
	told.acknowledged(2);
	t.deepEqual(told.run.kills, [
		first,
		{
			...second,
			answer: {type: 'acknowledged', at: told.now},
			thread: {type: 'hidden', why: 'not allowed'},
		},
	]);
	told.refused({errno: 1095, message: 'You are not owner'}, 1);
	t.deepEqual(told.run.kills[0], {
		...first,
		answer: {
			type: 'refused',
			at: told.now,
			failure: {errno: 1095, message: 'You are not owner'},
		},
		effect: {effect: 'refused', at: told.now},
	});
});

test('the first look that finds the row being written begins the write phase', t => {
	const told = story().starts().inserts().uploads(1).sent();
	t.is(phase(told.seesThread('Execute', 'starting', 0).run), 'execute');
	const at = told.seesThread('Execute', 'update', 0).now;
	t.is(phase(told.run), 'write');
	told.seesThread('Execute', 'waiting for handler commit', 1);
	t.is(told.run.statements.at(-1)?.writeAt, at);
});

test('a look from before the packet was sent says nothing about its phase', t => {
	const told = story().starts().inserts().seesThread('Execute', 'update', 0);
	t.is(phase(told.uploads(1).sent().run), 'sent');
});

test('after an interruption the kill tells what is pending and what the client does', t => {
	const told = story().starts({onInterrupt: 'skip'}).stores(2).inserts();
	told.uploads(1).sent().kills('query').acknowledged().fails();
	t.deepEqual(told.run.kills[0]?.left, {rows: 2, next: 'skip'});
});

test('it tells the same when the OK of the KILL comes after the ROLLBACK has ended', t => {
	const told = story().starts().stores(2).inserts().uploads(1).sent();
	told.kills('query').fails().statement('rollback').ok().acknowledged();
	t.is(told.run.kills[0]?.effect?.effect, 'interrupted');
	t.deepEqual(told.run.kills[0]?.left, {rows: 2, next: 'rollback'});
});

test('an interrupted COMMIT leaves nothing pending, whenever the OK of the KILL comes', t => {
	const told = story().starts().stores(2).statement('commit').kills('query');
	told.fails().statement('rollback').acknowledged();
	t.is(told.run.kills[0]?.effect?.effect, 'interrupted');
	t.is(told.run.kills[0]?.left, undefined);
});

test('a KILL CONNECTION tells when thread and transaction were seen to be gone, once', t => {
	const told = story().starts().stores().inserts().kills('connection');
	told.acknowledged().drops();
	const threadGoneAt = told.sees({
		thread: {type: 'gone'},
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
	}).now;
	const transactionGoneAt = told.seesNothing().now;
	told.seesNothing();
	t.like(told.run.kills[0], {threadGoneAt, transactionGoneAt});
});

test('it tells them too when the observer sees it before the client does', t => {
	const told = story().starts().stores().inserts().kills('connection');
	const goneAt = told.acknowledged().seesNothing().now;
	told.drops();
	t.like(told.run.kills[0], {
		threadGoneAt: goneAt,
		transactionGoneAt: goneAt,
	});
});

test('what was gone before a kill was sent is not told with it', t => {
	const told = story().starts().inserts().seesNothing();
	told.kills('connection').acknowledged().drops();
	t.is(told.run.kills[0]?.threadGoneAt, undefined);
});

test('what can not be seen is not gone', t => {
	const told = story().starts().inserts().kills('connection');
	const hidden = {type: 'hidden', why: 'not allowed'} as const;
	told.acknowledged().drops().sees({thread: hidden, transaction: hidden});
	t.is(told.run.kills[0]?.threadGoneAt, undefined);
	told.sees({thread: {type: 'gone'}, transaction: hidden});
	t.not(told.run.kills[0]?.threadGoneAt, undefined);
	t.is(told.run.kills[0]?.transactionGoneAt, undefined);
});

test('a rate is measured over a quarter of a second at least, and not across the time before the upload', t => {
	const told = story().starts({size: 1000}).generates().after(5000).made();
	told.statement('insert');
	const rates = [
		[50, 0.01],
		[50, 0.02],
		[149, 0.05],
		[1, 0.05],
		[100, 0.1],
		[150, 0.2],
		[500, 0.2],
	].map(([ms = 0, part = 0]) => {
		told.after(ms).uploads(part);
		return told.run.files[0]?.rate;
	});
	// 50 bytes in 250 ms, 150 in 250 ms, then a stall.
	t.deepEqual(rates, [0, 0, 0, 200, 200, 600, 0]);
	t.is(told.run.files[0]?.bytes, 200);
});

test('a file begins with no rate, whatever the one before it had', t => {
	const told = story().starts().inserts().after(500).uploads(1).sent().ok();
	t.is(told.run.files[0]?.rate, 200 * 1024 ** 2);
	t.is(told.inserts().run.files[1]?.rate, 0);
	told.after(500).uploads(0.25);
	t.is(told.run.files[1]?.rate, 50 * 1024 ** 2);
});

test('progress of a file that never began changes nothing', t => {
	const told = story().starts();
	const before = told.run;
	told.emit({type: 'upload-progress', file: 3, bytes: 1});
	t.is(told.run, before);
});

test('pace, view, break and look', t => {
	const told = story().starts();
	told.emit({type: 'pace', paused: true, rate: 5});
	t.like(told.run, {paused: true, rate: 5});
	told.emit({type: 'pace', paused: false});
	t.false(told.run.paused);
	t.is(told.run.rate, undefined);
	told.seesNothing();
	t.deepEqual(told.run.view, {
		view: {thread: {type: 'gone'}, transaction: {type: 'none'}},
		at: told.now,
	});
	t.is(told.breaks('disk full').run.broken, 'disk full');
	t.is(told.looks().run.lookedAt, told.now);
	told.findsOutNothing('denied');
	t.deepEqual(told.run.verdict, {
		verdict: {outcome: 'unknown', reason: 'denied'},
		at: told.now,
	});
});

test('what the helpers find', t => {
	const told = story().starts().stores(2).inserts();
	t.is(storedFiles(told.run), 2);
	t.is(insertOf(told.run, 1)?.statement, 6);
	t.is(insertOf(told.run, 3), undefined);
	t.is(currentStatement(told.run)?.statement, 9);
	told.ok();
	t.is(currentStatement(told.run), undefined);
	t.is(storedFiles(told.run), 3);
	t.is(told.events.find(({type}) => type === 'file-made')?.type, 'file-made');
	t.is(hash.length, 64);
});

test('a kill that interrupted an INSERT came while it was executed, although the look that came with it found it ended', t => {
	const told = story().starts().inserts().uploads(1).sent().kills('query');
	told.acknowledgedIn('Sleep', '').fails();
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(
		told.run.kills.map(kill => phaseOfKill(kill)),
		['execute'],
	);
});

test('a lost control connection is told until another one has met the run', t => {
	const told = story().starts().inserts();
	const failure = {message: 'killed'};
	told.emit({type: 'control-lost', failure});
	t.deepEqual(told.state.controlLost, failure);
	told.emit({type: 'control-refused', why: 'nothing answers'});
	told.emit({type: 'kill-missed', kind: 'query'});
	t.deepEqual(told.state.controlLost, failure);
	const backAt = told.emit({type: 'control-back'}).now;
	t.is(told.state.controlLost, undefined);
	t.like(told.run, {missedKills: 1, controlBackAt: backAt, kills: []});
});

test('an armed kill is of the sitting: it is there before the first run and stays over the next', t => {
	const kill = {
		kind: 'query',
		moment: {type: 'statement', kind: 'commit'},
	} as const;
	const told = story().emit({type: 'armed', kill});
	t.deepEqual(told.state.armed, kill);
	told.starts().looks().finds('rolled back whole').starts();
	t.deepEqual(told.state.armed, kill);
	told.emit({type: 'armed'});
	t.is(told.state.armed, undefined);
});

test('the next run leaves the one before as it ended, and of each earlier one its kills and its outcome', t => {
	const told = rolledBack();
	const first = told.run;
	told.starts().looks().findsOutNothing('nobody could look').starts();
	t.is(told.state.previous?.run, 2);
	t.deepEqual(told.state.earlier, [
		{
			run: 1,
			kills: first.kills,
			outcome: 'rolled back whole',
			rows: {found: 0, expected: 10},
		},
		{run: 2, kills: [], outcome: 'unknown'},
	]);
});

test('when thread and transaction are gone is told once, and only after the look began', t => {
	const told = story().starts().inserts().drops().seesNothing();
	t.is(told.run.goneAt, undefined);
	told.looks().after(10).seesThread('Sleep', '', 1);
	t.is(told.run.goneAt, undefined);
	told.after(10).seesNothing();
	const goneAt = told.now;
	told.after(10).seesNothing();
	t.is(told.run.goneAt, goneAt);
});
