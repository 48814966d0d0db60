import test from 'ava';
import {runOf} from '../../../source/lab/history/earlier-run.js';
import {type Phase} from '../../../source/lab/events/phase.js';
import {
	type LabEvent,
	type ServerView,
} from '../../../source/lab/events/events.js';
import {plainRoute, routeOf} from '../../../source/lab/kills/route.js';
import {reduce} from '../../../source/lab/history/reduce.js';
import {
	currentStatement,
	initialState,
	phase,
	phaseOfKill,
	storedSteps,
	targetOf,
	type LabState,
	type TransactionState,
	isBeingUndone,
} from '../../../source/lab/history/state.js';
import {
	deadlock,
	fileSize,
	hash,
	plan,
	story,
	type Story,
} from '../../helpers/story.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {rolledBack, stories} from '../../helpers/stories.js';

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
	test(`the events of "${name}" give the same state live and when folded again`, t => {
		const {events, state} = tell();
		t.deepEqual(fold(events), state);
		t.deepEqual(fold(events), fold(events));
	});

	test(`the events of "${name}" survive JSON unchanged`, t => {
		const {events, state} = tell();
		const text = JSON.stringify(events);
		const read = JSON.parse(text) as LabEvent[]; // eslint-disable-line @typescript-eslint/no-unsafe-type-assertion
		t.deepEqual(fold(read), state);
	});

	test(`"${name}" never changes a state that has been handed out`, t => {
		let state = deepFreeze(initialState);
		for (const event of tell().events) {
			state = deepFreeze(reduce(state, deepFreeze(event)));
		}

		t.deepEqual(state, tell().state);
	});
}

test('without a run, only the server and the start of a run change the state', t => {
	const state = reduce(initialState, {
		type: 'pace',
		paused: true,
		at: 1,
	});
	t.is(state, initialState);
});

test('a run starts with nothing from the run before it', t => {
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
				role: 'begin',
				name: 'BEGIN',
				startedAt: (told?.now ?? 0) - 1,
				ended: {at: told?.now ?? 0, outcome: {type: 'ok'}},
			},
		],
		steps: [],
		kills: [],
		missedKills: 0,
		paused: false,
		rate: 7,
	});
});

test('the last that others see counts, until the next run', t => {
	const told = story().starts().othersSee(0).othersSee(2);
	t.deepEqual(told.run.others, {type: 'counted', rows: 2});
	const hidden = {type: 'hidden', why: 'no answer for 3 s'} as const;
	t.deepEqual(
		told.emit({type: 'others-view', others: hidden}).run.others,
		hidden,
	);
	t.is(told.starts().run.others, undefined);
});

test('connection-id: the kill keys use the id that the server reports', t => {
	const told = story().starts({}, '42');
	told.emit({type: 'connection-id', connectionId: '18446744073709551615'});
	t.is(told.run.connectionId, '18446744073709551615');
	t.is(told.kills('query').run.kills[0]?.connectionId, '18446744073709551615');
});

const phases: ReadonlyArray<readonly [Phase, string, () => Story]> = [
	['begin', 'START TRANSACTION', () => story().starts().statement('begin')],
	['idle', 'before the first file', () => story().starts()],
	['generate', 'a file is created', () => story().starts().generates()],
	['idle', 'a file is complete', () => story().starts().generates().made()],
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
		'all bytes are sent, and the thread is hidden',
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
		'the server is seen executing it',
		() =>
			story().starts().inserts().sent().seesThread('Execute', 'starting', 0),
	],
	[
		'write',
		'the server is seen writing the row',
		() => story().starts().inserts().sent().seesThread('Execute', 'update', 0),
	],
	['idle', 'the INSERT returned', () => story().starts().inserts().sent().ok()],
	[
		'verify',
		'the comparison',
		() => story().starts().inserts().sent().ok().statement('check'),
	],
	['idle', 'the comparison returned', () => story().starts().stores()],
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
		'creating the file failed',
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
		'aborted',
		'COMMIT is interrupted',
		() => story().starts().statement('commit').fails(),
	],
	[
		'aborted',
		'ROLLBACK after the server has rolled back',
		() =>
			story().starts().statement('commit').fails().statement('rollback').ok(),
	],
	[
		'aborted',
		'a deadlock in an INSERT',
		() => story().starts().inserts().fails(deadlock),
	],
	[
		'aborted',
		'lost after the server has rolled back',
		() => story().starts().inserts().fails(deadlock).closes(),
	],
	[
		'none',
		'an INSERT that commits by itself, and loses a deadlock',
		() =>
			story()
				.starts()
				.emit({type: 'run-started', run: 2, plan, connectionId: '43'})
				.inserts()
				.fails(deadlock),
	],
	['committed', 'COMMIT', () => story().starts().statement('commit').ok()],
	[
		'rolled back',
		'ROLLBACK',
		() => story().starts().inserts().fails().statement('rollback').ok(),
	],
	['lost', 'lost during a statement', () => story().starts().inserts().drops()],
	['lost', 'lost between statements', () => story().starts().closes()],
	[
		'lost',
		'lost during COMMIT',
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

test('a kill records when its key was pressed, the phase, and how far the file was', t => {
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
			step: {step: 1, part: 0.25},
		},
	]);
});

test("a kill that is sent again takes the run's current place, and keeps the refusal", t => {
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
			step: {step: 1, part: 1},
			refused: {
				statement: 'KILL QUERY 42',
				failure: denied,
				sentAt: first?.sentAt,
				at: told.now,
			},
		},
	]);
	// The plain KILL had arrived during the upload, where it would have been lost.
	told.acknowledgedIn('Execute', 'starting').fails();
	t.deepEqual(told.effects, ['interrupted']);
});

test('the route, once reported, is what the keys send', t => {
	const route = {query: 'KILL SOFT QUERY ?', connection: 'KILL SOFT ?'};
	const told = story().starts();
	t.is(routeOf(told.state), plainRoute);
	told.emit({type: 'kill-route', route}).starts();
	t.is(routeOf(told.state), route);
});

test("a statement's number is known while it is in flight", t => {
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

test('a kill during COMMIT belongs to no file', t => {
	const {run} = story().starts().stores().statement('commit').kills('query');
	t.is(run.kills[0]?.step, undefined);
	t.is(run.kills[0]?.phase, 'commit');
});

test('the answer to a kill and its effect change only that kill', t => {
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

test('the first look that finds the row being written starts the write phase', t => {
	const told = story().starts().inserts().uploads(1).sent();
	t.is(phase(told.seesThread('Execute', 'starting', 0).run), 'execute');
	const at = told.seesThread('Execute', 'update', 0).now;
	t.is(phase(told.run), 'write');
	told.seesThread('Execute', 'waiting for handler commit', 1);
	t.deepEqual(told.run.statements.at(-1)?.reached?.at(-1), {
		phase: 'write',
		at,
	});
});

test('a thread that cleans up ends the statement before, until the INSERT was seen executing', t => {
	const told = story().starts().inserts().uploads(1).sent();
	told.seesThread('Execute', 'freeing items', 0);
	t.is(phase(told.run), 'sent');
	told.seesThread('Execute', 'starting', 0);
	told.seesThread('Execute', 'freeing items', 1);
	t.is(phase(told.run), 'write');
});

test('a look from before the packet was sent says nothing about its phase', t => {
	const told = story().starts().inserts().seesThread('Execute', 'update', 0);
	t.is(phase(told.uploads(1).sent().run), 'sent');
});

test('a look that was answered after the packet was sent, but asked for before it, shows the statement before', t => {
	const told = story().starts().inserts().uploads(1);
	const {now: asked} = told;
	told.sent();
	const shown = threadIn('Execute', 'update');
	told.sees(shown, {thread: asked, transaction: asked});
	t.is(phase(told.run), 'sent');
	t.is(phase(told.sees(shown).run), 'write');
});

test('a transaction that was read before the packet was sent is not being undone by it', t => {
	const told = story().starts().inserts().uploads(1);
	const {now: transaction} = told;
	told.sent();
	const undoing: ServerView = {
		thread: {type: 'alive', command: 'Execute', state: 'update'},
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
	};
	told.sees(undoing, {thread: told.now, transaction});
	t.is(phase(told.run), 'write');
	t.false(isBeingUndone(told.run));
	t.is(told.run.statements.at(-1)?.undoSeenAt, undefined);
	t.true(isBeingUndone(told.sees(undoing).run));
});

test('after an interruption the kill says what is pending and what the client does', t => {
	const told = story().starts({onInterrupt: 'skip'}).stores(2).inserts();
	told.uploads(1).sent().kills('query').acknowledged().fails();
	t.deepEqual(told.run.kills[0]?.left, {rows: 2, next: 'skip'});
});

test('it says the same when the OK of the KILL comes after ROLLBACK has ended', t => {
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

test('a KILL CONNECTION says once when thread and transaction were seen to be gone', t => {
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

test('a transaction that was read before the thread was seen gone is not gone yet', t => {
	const none: ServerView = {
		thread: {type: 'gone'},
		transaction: {type: 'none'},
	};
	const told = story().starts().stores().inserts().kills('connection');
	const {now: transaction} = told.acknowledged().drops().looks();
	const threadGoneAt = told.sees(none, {
		thread: transaction + 1,
		transaction,
	}).now;
	t.is(told.run.kills[0]?.threadGoneAt, threadGoneAt);
	t.is(told.run.kills[0]?.transactionGoneAt, undefined);
	t.is(told.run.goneAt, undefined);
	const {now} = told.sees(none);
	t.like(told.run.kills[0], {threadGoneAt, transactionGoneAt: now});
	t.is(told.run.goneAt, now);
});

test('a transaction that was seen rolling back before a kill is not rolled back by it', t => {
	const told = story().starts().stores().inserts();
	const {now: transaction} = told;
	told.kills('connection').acknowledged();
	const undoing: ServerView = {
		thread: {type: 'alive', command: 'Killed', state: ''},
		transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
	};
	told.sees(undoing, {thread: told.now, transaction});
	t.is(told.run.kills[0]?.rollbackSeenAt, undefined);
	const {now} = told.sees(undoing);
	t.is(told.run.kills[0]?.rollbackSeenAt, now);
});

test('it also says so when the observer sees it before the client does', t => {
	const told = story().starts().stores().inserts().kills('connection');
	const goneAt = told.acknowledged().seesNothing().now;
	told.drops();
	t.like(told.run.kills[0], {
		threadGoneAt: goneAt,
		transactionGoneAt: goneAt,
	});
});

test('the first look that finds the transaction rolling back after a KILL CONNECTION is kept for it, and for nothing else', t => {
	const view = (state: string): ServerView => ({
		thread: {type: 'alive', command: 'Killed', state: ''},
		transaction: {type: 'open', state, rows: 1},
	});
	const none: ServerView = {
		thread: {type: 'gone'},
		transaction: {type: 'none'},
	};
	const seenBy = ({run}: Story) =>
		run.kills.map(({rollbackSeenAt}) => rollbackSeenAt);
	const unanswered = story().starts().inserts().kills('connection');
	unanswered.after(5).sees(view('ROLLING BACK'));
	t.deepEqual(seenBy(unanswered), [undefined]);
	const other = story().starts().inserts().kills('query').acknowledged();
	other.after(5).sees(view('ROLLING BACK'));
	t.deepEqual(seenBy(other), [undefined]);

	const told = story().starts().inserts().kills('connection').acknowledged();
	told.after(5).sees(view('RUNNING'));
	t.deepEqual(seenBy(told), [undefined]);
	told.after(5).sees(view('ROLLING BACK'));
	const first = told.now;
	told.after(5).sees(view('ROLLING BACK')).after(5).sees(none);
	t.deepEqual(seenBy(told), [first]);
});

test('what was gone before a kill was sent is not attributed to it', t => {
	const told = story().starts().inserts().seesNothing();
	told.kills('connection').acknowledged().drops();
	t.is(told.run.kills[0]?.threadGoneAt, undefined);
});

test("what can't be seen is not gone", t => {
	const told = story().starts().inserts().kills('connection');
	const hidden = {type: 'hidden', why: 'not allowed'} as const;
	told.acknowledged().drops().sees({thread: hidden, transaction: hidden});
	t.is(told.run.kills[0]?.threadGoneAt, undefined);
	told.sees({thread: {type: 'gone'}, transaction: hidden});
	t.not(told.run.kills[0]?.threadGoneAt, undefined);
	t.is(told.run.kills[0]?.transactionGoneAt, undefined);
});

test('a rate is measured over at least a quarter of a second, and not across the time before the upload', t => {
	const told = story().starts({size: 1000}).generates().after(5000).made();
	told.statement('target');
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
		return told.run.steps[0]?.rate;
	});
	// 50 bytes in 250 ms, 150 in 250 ms, then a stall.
	t.deepEqual(rates, [0, 0, 0, 200, 200, 600, 0]);
	t.is(told.run.steps[0]?.done, 200);
});

test('a file starts without a rate, whatever the rate of the one before', t => {
	const told = story().starts().inserts().after(500).uploads(1).sent().ok();
	t.is(told.run.steps[0]?.rate, 200 * 1024 ** 2);
	t.is(told.inserts().run.steps[1]?.rate, 0);
	told.after(500).uploads(0.25);
	t.is(told.run.steps[1]?.rate, 50 * 1024 ** 2);
});

test('progress of a file that never began changes nothing', t => {
	const told = story().starts();
	const before = told.run;
	told.emit({type: 'step-progress', step: 3, done: 1});
	t.is(told.run, before);
});

test('a thread keeps its time while its transaction and its progress go on', t => {
	const told = story().starts().inserts();
	told.seesThread('Query', 'updating', 5);
	const since = told.now;
	told.after(300).seesThread('Query', 'updating', 9);
	t.like(told.run.view, {at: since + 300, threadAt: since});
	told.after(300).seesThread('Query', 'end', 9);
	t.like(told.run.view, {at: since + 600, threadAt: since + 600});
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
		asked: {thread: told.now, transaction: told.now},
		threadAt: told.now,
	});
	t.is(told.breaks('disk full').run.broken, 'disk full');
	t.is(told.looks().run.lookedAt, told.now);
	told.findsOutNothing('denied');
	t.deepEqual(told.run.verdict, {
		verdict: {outcome: 'unknown', reason: 'denied'},
		at: told.now,
	});
});

test('the helpers find the current statement, file and kill', t => {
	const told = story().starts().stores(2).inserts();
	t.is(storedSteps(told.run), 2);
	t.is(targetOf(told.run, 1)?.statement, 6);
	t.is(targetOf(told.run, 3), undefined);
	t.is(currentStatement(told.run)?.statement, 9);
	told.ok();
	t.is(currentStatement(told.run), undefined);
	t.is(storedSteps(told.run), 3);
	t.is(told.events.find(({type}) => type === 'step-made')?.type, 'step-made');
	t.is(hash.length, 64);
});

test('a kill that interrupted an INSERT came during its execution, even if the look with it found the statement ended', t => {
	const told = story().starts().inserts().uploads(1).sent().kills('query');
	told.acknowledgedIn('Sleep', '').fails();
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(
		told.run.kills.map(kill => phaseOfKill(kill)),
		['execute'],
	);
});

test('a kill that was sent before an INSERT, and ended it, came in its execution', t => {
	const told = story().starts().generates().made().statement('identify');
	told.kills('query').ok().statement('target').uploads(1).sent();
	told.acknowledged().fails();
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(
		told.run.kills.map(kill => phaseOfKill(kill)),
		['execute'],
	);
});

test('a kill that was sent during an upload, and ended its INSERT, came when that was uploaded', t => {
	const told = story().starts().inserts().uploads(0.03).kills('query');
	told.uploads(1).sent().acknowledgedIn('Sleep', '').fails();
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(
		told.run.kills.map(kill => phaseOfKill(kill)),
		['execute'],
	);
});

test('a kill that interrupted a later statement than that of its sending came during that one', t => {
	const told = story().starts().inserts().uploads(1).sent();
	told.seesThread('Execute', 'update', 1).kills('query');
	told.ok().statement('check').acknowledgedIn('Query', 'init').fails();
	t.deepEqual(told.effects, ['interrupted']);
	t.deepEqual(
		told.run.kills.map(kill => phaseOfKill(kill)),
		['verify'],
	);
});

test('a kill that an INSERT has outlived came while it wrote its row, if only an older look shows it before that', t => {
	const executing = () =>
		story()
			.starts()
			.inserts()
			.uploads(1)
			.sent()
			.seesThread('Execute', 'Opening tables', 0)
			.kills('query');
	const unmet = executing().ok().acknowledgedIn('Sleep', '');
	const met = executing().acknowledgedIn('Execute', 'Opening tables').ok();
	t.deepEqual(
		[unmet, met].map(({effects, run}) => [
			...effects,
			...run.kills.map(kill => phaseOfKill(kill)),
		]),
		[
			['too-late', 'write'],
			['lost', 'execute'],
		],
	);
});

test('a lost control connection is reported until a new one has met the run', t => {
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

test('an armed kill belongs to the session: it is there before the first run and stays for the next', t => {
	const kill = {
		kind: 'query',
		moment: {type: 'phase', phase: 'commit', part: 0},
	} as const;
	const told = story().emit({type: 'armed', kill});
	t.deepEqual(told.state.armed, kill);
	told.starts().looks().finds('rolled back whole').starts();
	t.deepEqual(told.state.armed, kill);
	told.emit({type: 'armed'});
	t.is(told.state.armed, undefined);
});

test('an armed kill that a new plan has no moment for is kept as disarmed until a run begins', t => {
	const kill = {
		kind: 'query',
		moment: {type: 'phase', phase: 'upload', part: 0.5},
	} as const;
	const other = {...plan, ...rowsPlan('update', 1000)};
	const told = story().starts().emit({type: 'armed', kill});
	told.emit({type: 'planned', plan});
	t.is(told.state.disarmed, undefined);
	told.emit({type: 'planned', plan: other}).emit({type: 'armed'});
	t.is(told.state.armed, undefined);
	t.deepEqual(told.state.disarmed, {kill, plan});
	t.deepEqual(told.state.plan, other);
	t.deepEqual(told.run.plan, plan);
	told.starts();
	t.is(told.state.disarmed, undefined);
	t.deepEqual(told.state.earlier?.[0]?.whole?.plan, plan);
});

test('what was disarmed is forgotten with the next plan', t => {
	const kill = {
		kind: 'query',
		moment: {type: 'phase', phase: 'upload', part: 0},
	} as const;
	const told = story()
		.emit({type: 'armed', kill})
		.emit({type: 'planned', plan: {...plan, ...rowsPlan('update', 1000)}})
		.emit({type: 'armed'})
		.emit({type: 'planned', plan});
	t.is(told.state.disarmed, undefined);
});

test('a new run keeps the run before as it ended, and the kills and outcome of each earlier one', t => {
	const told = rolledBack();
	const first = told.run;
	const second = told.starts().looks().findsOutNothing('nobody looked').run;
	told.starts();
	t.is(told.state.previous?.run, 2);
	t.deepEqual(
		told.state.earlier?.map(({size, whole, ...kept}) => ({
			...kept,
			whole: whole && runOf(whole),
		})),
		[
			{
				run: 1,
				workload: 'blobs',
				kills: 2,
				last: first.kills[1],
				outcome: 'rolled back whole',
				rows: {found: 0, expected: 10},
				whole: first,
			},
			{
				run: 2,
				workload: 'blobs',
				kills: 0,
				outcome: 'unknown',
				whole: second,
			},
		],
	);
});

test('the moment when thread and transaction are gone is recorded once, and only after the look began', t => {
	const told = story().starts().inserts().drops().seesNothing();
	t.is(told.run.goneAt, undefined);
	told.looks().after(10).seesThread('Sleep', '', 1);
	t.is(told.run.goneAt, undefined);
	told.after(10).seesNothing();
	const goneAt = told.now;
	told.after(10).seesNothing();
	t.is(told.run.goneAt, goneAt);
});

test('events that only the printed lines use leave the run unchanged', t => {
	const told = story().starts();
	const {run} = told;
	told
		.emit({type: 'control-refused', why: 'Too many connections'})
		.emit({type: 'control-way', address: '127.0.0.1:3307'})
		.emit({
			type: 'left',
			leftover: {what: 'table', name: 'lab.DataBlobs', state: 'stays'},
		});
	t.is(told.run, run);
});

test('waits begin, are seen and end, each with its number', t => {
	const sight = {type: 'silent'} as const;
	const told = story()
		.emit({type: 'wait-started', wait: 1, kind: 'create', since: 0})
		.emit({
			type: 'wait-started',
			wait: 2,
			kind: 'read',
			since: 1,
			connectionId: '42',
		});
	const first = {wait: 1, kind: 'create', since: 0};
	const second = {wait: 2, kind: 'read', since: 1, connectionId: '42'};
	t.deepEqual<unknown, unknown>(told.state.waits, [first, second]);
	told.emit({type: 'wait-seen', wait: 2, sight});
	t.deepEqual<unknown, unknown>(told.state.waits, [first, {...second, sight}]);
	told.emit({
		type: 'wait-ended',
		wait: 1,
		kind: 'create',
		since: 0,
		isCut: false,
	});
	t.deepEqual<unknown, unknown>(told.state.waits, [{...second, sight}]);
});

test('a kill that is sent again, and an effect, change only that kill', t => {
	const told = story().starts().inserts().kills('query').kills('connection');
	const [first] = told.run.kills;
	told.rerouted({message: 'refused'}, 'CALL mysql.rds_kill(42)');
	t.is(told.run.kills[0], first);
	t.is(told.run.kills[1]?.statement, 'CALL mysql.rds_kill(42)');
	const {run} = told;
	told.emit({type: 'kill-effect', kill: 9, effect: 'lost'});
	t.is(told.run, run);
});

test('a kill seen in an upload hit the execution if the kernel had the packet first', t => {
	const seen = (told: Story) =>
		told.kills('query').acknowledgedIn('Sleep', 'starting');
	const phases = [
		seen(story().starts().inserts().uploads(1).sent().after(0)),
		seen(story().starts().inserts().uploads(1).sent()),
		seen(story().starts().inserts().uploads(1)),
		seen(story().starts().inserts().uploads(1)).sent(),
	].map(told => told.fails().run.kills[0]?.seen);
	t.deepEqual(phases, ['execute', 'execute', 'upload', 'upload']);
});

test('an unknown statement changes no other', t => {
	const told = story().starts();
	const {statements} = told.run;
	told.emit({type: 'statement-ended', statement: 99, outcome: {type: 'ok'}});
	t.deepEqual(told.run.statements, statements);
});

test('only an interruption in an open transaction leaves something pending', t => {
	const left = (told: Story) => told.run.statements.at(-1)?.left;
	const executing = () => story().starts().stores().inserts().sent();
	t.deepEqual(left(executing().fails()), {rows: 1, next: 'rollback'});
	t.is(left(executing().fails({errno: 1205, message: 'Lock wait'})), undefined);
	const told = executing().fails().statement('rollback').ok().inserts().sent();
	t.is(left(told.fails()), undefined);
});

test('a connection lost during a statement takes an open transaction with it', t => {
	const outcome = {type: 'lost', failure: {message: 'closed'}} as const;
	const told = story().starts().inserts();
	const statement = told.run.statements.at(-1)?.statement ?? 0;
	const ended = {type: 'statement-ended', statement, outcome} as const;
	t.is(told.emit(ended).run.transaction, 'lost');
	const over = story().starts({files: 1}).stores().statement('commit').ok();
	over.statement('rollback').emit({...ended, statement: 7});
	t.is(over.run.transaction, 'committed');
});

test('warnings and the plan exist without a run', t => {
	const warning = {
		type: 'warning',
		what: 'a',
		value: 'b',
		needed: 'c',
		why: 'd',
		mend: {type: 'advice', instead: 'e'},
	} as const;
	const told = story()
		.emit({type: 'preflight', warnings: [warning]})
		.emit({type: 'planned', plan})
		.emit({type: 'on-interrupt', onInterrupt: 'skip'});
	t.deepEqual(told.state, {
		warnings: [warning],
		plan: {...plan, onInterrupt: 'skip'},
	});
	t.deepEqual(
		story().emit({type: 'on-interrupt', onInterrupt: 'skip'}).state,
		initialState,
	);
	t.is(
		reduce(initialState, {
			type: 'run-started',
			run: 1,
			plan,
			connectionId: '42',
			at: 1,
		}),
		initialState,
	);
});

test('an event about one file changes no other', t => {
	const told = story().starts().stores().inserts();
	const [first] = told.run.steps;
	told.uploads(0.5).sent().ok();
	t.is(told.run.steps[0], first);
	t.is(told.statement('check').run.steps[1]?.done, fileSize / 2);
});

test('a kill in an INSERT waits for no COMMIT, whatever the thread was seen doing', t => {
	const waiting = 'Waiting for commit lock';
	const told = story().starts().inserts().seesThread('Query', waiting, 0);
	told.kills('query').acknowledgedIn('Query', waiting);
	t.is(told.run.kills[0]?.commitWait, undefined);
});

test('a look that finds the thread gone at the same moment as a KILL CONNECTION counts for the kill', t => {
	const told = story().starts().seesNothing().after(0).kills('connection');
	told.acknowledged().closes();
	t.is(told.run.kills[0]?.threadGoneAt, told.run.view?.at);
});

test('thread and transaction are gone only together', t => {
	const none = {type: 'none'} as const;
	const gone = {type: 'gone'} as const;
	const told = story().starts().looks();
	told.sees({
		thread: {type: 'alive', command: 'Sleep', state: ''},
		transaction: none,
	});
	told.sees({thread: gone, transaction: {type: 'hidden', why: 'not allowed'}});
	t.is(told.run.goneAt, undefined);
	told.sees({thread: gone, transaction: none});
	t.is(told.run.goneAt, told.now);
});

/** Where an INSERT was seen when a kill arrived, and whether the server had begun to execute it. */
const looks: ReadonlyArray<
	readonly [
		title: string,
		tell: () => Story,
		seen: string | undefined,
		isWorking: boolean,
	]
> = [
	[
		'the second kill, when the first was before the INSERT',
		() =>
			beforeInsert()
				.acknowledged()
				.statement('target')
				.kills('query')
				.acknowledgedIn('Execute', 'starting'),
		'execute',
		false,
	],
	[
		'a KILL CONNECTION of an INSERT that the kernel has only in part',
		() =>
			story()
				.starts()
				.inserts()
				.kills('connection')
				.acknowledgedIn('Execute', 'starting'),
		'upload',
		false,
	],
	[
		'a KILL CONNECTION of an INSERT that the kernel has completely: a thread that is ending may look the same',
		() =>
			story()
				.starts()
				.inserts()
				.sent()
				.kills('connection')
				.acknowledgedIn('Execute', 'starting'),
		'execute',
		false,
	],
	[
		'a KILL QUERY of such an INSERT',
		() =>
			story()
				.starts()
				.inserts()
				.sent()
				.kills('query')
				.acknowledgedIn('Execute', 'starting'),
		'execute',
		true,
	],
	[
		'the answer to an INSERT that was sent at the same moment as the kill',
		() =>
			story()
				.emit({
					type: 'server',
					server: {
						flavour: 'mariadb',
						version: '10.11.18',
						product: 'MariaDB 10.11.18',
						address: 'test',
						tls: false,
						surroundings: [],
					},
				})
				.starts()
				.inserts()
				.sent()
				.after(0)
				.kills('query')
				.acknowledgedIn('Execute', 'Writing to net'),
		'write',
		false,
	],
	[
		'an INSERT that began after the kill was sent, and is being read',
		() =>
			beforeInsert().statement('target').acknowledgedIn('Sleep', 'starting'),
		'upload',
		false,
	],
	[
		'one that began at the same moment as the OK',
		() =>
			beforeInsert()
				.statement('target')
				.after(0)
				.acknowledgedIn('Sleep', 'starting'),
		'upload',
		false,
	],
	[
		'one that began after the kill was sent, and is being executed',
		() =>
			beforeInsert()
				.statement('target')
				.sent()
				.acknowledgedIn('Execute', 'starting'),
		undefined,
		false,
	],
	[
		'one that began after the kill was sent, where the thread looks idle',
		() => beforeInsert().statement('target').acknowledgedIn('Sleep', ''),
		undefined,
		false,
	],
	[
		'one that began after the OK',
		() =>
			beforeInsert()
				.emit({type: 'kill-acknowledged', kill: 1})
				.statement('target')
				.emit({type: 'kill-view', kill: 1, thread: reading}),
		undefined,
		false,
	],
	[
		'one that began after the kill was sent, whose OK is missing',
		() =>
			beforeInsert()
				.statement('target')
				.emit({type: 'kill-view', kill: 1, thread: reading}),
		undefined,
		false,
	],
	[
		'one that began at the same moment as the kill',
		() =>
			story()
				.starts()
				.generates()
				.made()
				.statement('target')
				.after(0)
				.kills('query')
				.acknowledgedIn('Execute', 'starting'),
		'execute',
		false,
	],
	[
		'a look that belongs to no kill',
		() =>
			beforeInsert()
				.statement('target')
				.emit({type: 'kill-view', kill: 9, thread: reading}),
		undefined,
		false,
	],
];

const reading = {type: 'alive', command: 'Sleep', state: 'starting'} as const;

/** A thread in this state, in a transaction that runs. */
function threadIn(command: string, state: string): ServerView {
	return {
		thread: {type: 'alive', command, state},
		transaction: {type: 'open', state: 'RUNNING', rows: 0},
	};
}

/** A kill is sent while nothing runs, when a file has been created. */
function beforeInsert(): Story {
	return story().starts().generates().made().kills('query');
}

for (const [title, tell, seen, isWorking] of looks) {
	test(`the look that comes with a kill: ${title}`, t => {
		const {run} = tell();
		t.is(run.kills.at(-1)?.seen, seen);
		t.is(run.statements.at(-1)?.reached !== undefined, isWorking);
	});
}

test('the hash of a file and every planned kill that was not sent are kept', t => {
	const told = story().starts().inserts().ok();
	told.emit({type: 'step-checked', step: 0, isIntact: false});
	t.false(told.run.steps[0]?.isIntact);
	const first = {kind: 'query', moment: {type: 'time', after: 1}} as const;
	const second = {...first, kind: 'connection'} as const;
	told.emit({type: 'kill-unsent', plan: first});
	t.deepEqual(told.run.unsentKills, [first]);
	told.emit({type: 'kill-unsent', plan: second});
	t.deepEqual(told.run.unsentKills, [first, second]);
});

test("a file's hash is kept, and what an event leaves out is left out of the state", t => {
	const told = story().starts().generates();
	told.made();
	t.is(told.run.steps[0]?.hash, hash);

	const bare = story().starts();
	const startedAt = bare.emit({
		type: 'step-started',
		step: 0,
		name: 'all rows',
		unit: 'rows',
	}).now;
	const madeAt = bare.emit({type: 'step-made', step: 0}).now;
	t.deepEqual(bare.run.steps, [
		{
			step: 0,
			name: 'all rows',
			unit: 'rows',
			startedAt,
			madeAt,
			done: 0,
			rate: 0,
		},
	]);
	const begunAt = bare.statement('commit').now;
	t.deepEqual(bare.run.statements.at(-1), {
		statement: 2,
		role: 'commit',
		name: 'COMMIT',
		startedAt: begunAt,
	});
	t.false('keyAt' in (bare.killsAsPlanned('query').run.kills[0] ?? {keyAt: 0}));
});
