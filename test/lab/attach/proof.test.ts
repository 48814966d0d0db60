import test from 'ava';
import {
	addLook,
	judge,
	rollbackOf,
	startProving,
	type Proof,
	type Proving,
} from '../../../source/lab/attach/proof.js';
import {type OpenTransaction} from '../../../source/lab/attach/listing.js';
import {
	isRunning,
	isSameVictim,
	isWithinTransaction,
	type FirstLook,
	type VictimLook,
} from '../../../source/lab/attach/victim.js';
import {type KillKind} from '../../../source/lab/events/kill.js';

const transaction: OpenTransaction = {
	transactionId: '1560',
	connectionId: '42',
	age: 14,
	rows: 1000,
	state: 'RUNNING',
};

function listed({
	text = 'UPDATE t SET v = ?',
	isRunning = true,
	user = 'app',
	statementNumber = '7',
} = {}): FirstLook['thread'] {
	return {
		type: 'listed',
		threadId: '90',
		statementNumber,
		connection: {
			id: '42',
			kind: 'client',
			user,
			host: '10.1.4.7:50112',
			command: isRunning ? 'Query' : 'Sleep',
			seconds: 14,
			state: isRunning ? 'updating' : '',
			statement: {text, isRunning},
		},
	};
}

const working: FirstLook = {at: 0, thread: listed(), transaction};
const gone: VictimLook = {at: 0, thread: {type: 'gone'}};
const undoing = {...transaction, rows: 400, state: 'ROLLING BACK'};
const ownerless: OpenTransaction = {
	transactionId: '1560',
	age: 14,
	rows: 1000,
	state: 'RUNNING',
};

function provingOf(
	kind: KillKind,
	before: FirstLook,
	looks: readonly VictimLook[],
): Proving {
	let proving = startProving(kind, before, 100);
	for (const [index, look] of looks.entries()) {
		proving = addLook(proving, {...look, at: 200 * (index + 1)});
	}

	return proving;
}

/** Its statement is not shown. */
function unshown(command: string): FirstLook['thread'] {
	const {statement, ...connection} = listed().connection;
	return {...listed(), connection: {...connection, command, state: ''}};
}

function begun(text: string): FirstLook {
	return {...working, thread: {...listed({text}), isBegun: true}};
}

const stillOpen = {outcome: 'still open', rows: 1000} as const;
const mayBeCommitted = {
	outcome: 'unknown',
	why: 'the statement that was running may have committed it, and no look has seen it rolling back',
} as const;
const stillListed = {
	outcome: 'unknown',
	why: 'InnoDB still lists it, though its connection is gone',
} as const;
const rolledBack = {outcome: 'rolled back', by: 'concluded'} as const;

const cases: ReadonlyArray<
	readonly [
		what: string,
		kind: KillKind,
		before: FirstLook,
		looks: readonly VictimLook[],
		proof: Partial<Proof>,
	]
> = [
	[
		'nobody has looked yet',
		'query',
		working,
		[],
		{
			isReached: false,
			isOver: false,
			effect: 'unknown',
			transaction: stillOpen,
		},
	],
	[
		'a statement that still runs',
		'query',
		working,
		[working],
		{
			isReached: false,
			isOver: false,
			effect: 'unknown',
			transaction: stillOpen,
		},
	],
	[
		'the record knows the end before the list of threads does',
		'query',
		working,
		[{...working, endedWith: 1317}],
		{isReached: true, isOver: true, effect: 'interrupted'},
	],
	[
		'the end of a statement that is not shown',
		'query',
		{...working, thread: unshown('Query')},
		[{...working, thread: unshown('Sleep'), endedWith: 0}],
		{isReached: true, transaction: stillOpen},
	],
	[
		'another error, by the record, is not that of the kill',
		'query',
		working,
		[{...working, thread: listed({isRunning: false}), endedWith: 1205}],
		{isReached: true, effect: 'unknown'},
	],
	[
		'error 1317, by the record, and the transaction stays open',
		'query',
		working,
		[{...working, thread: listed({isRunning: false}), endedWith: 1317}],
		{isReached: true, effect: 'interrupted', transaction: stillOpen},
	],
	[
		'no error, by the record: the kill was too late',
		'query',
		working,
		[{...working, thread: listed({isRunning: false}), endedWith: 0}],
		{isReached: true, effect: 'too-late'},
	],
	[
		'without a record it is only known that it has ended',
		'query',
		working,
		[{...working, thread: listed({statementNumber: '9'})}],
		{isReached: true, effect: 'unknown', transaction: stillOpen},
	],
	[
		'a killed COMMIT that has just ended may have taken the transaction with it that is still listed',
		'query',
		begun('COMMIT'),
		[{...working, thread: listed({isRunning: false})}],
		{
			isReached: true,
			transaction: {
				outcome: 'unknown',
				why: 'the statement that was running may have ended it, and InnoDB lists what was open up to 0.1 s before',
			},
		},
	],
	[
		'one that ended 0.2 s ago has not',
		'query',
		begun('COMMIT'),
		[
			{...working, thread: listed({isRunning: false})},
			{...working, thread: listed({isRunning: false})},
		],
		{isReached: true, transaction: stillOpen},
	],
	[
		'MariaDB shows the flag of a kill that came after the statement',
		'query',
		working,
		[{...working, thread: unshown('Killed')}],
		{isReached: true, effect: 'unknown', transaction: stillOpen},
	],
	[
		'the client has committed since',
		'query',
		working,
		[
			{
				at: 0,
				thread: listed({isRunning: false}),
				endedWith: 1317,
				transactionEnd: 'committed',
			},
		],
		{transaction: {outcome: 'committed', by: 'read'}},
	],
	[
		'the transaction is gone, and nothing tells how',
		'query',
		working,
		[{at: 0, thread: listed({isRunning: false}), endedWith: 1317}],
		{
			isReached: true,
			transaction: {
				outcome: 'unknown',
				why: 'its client has ended it since then, or its connection has, and no record is left of which',
			},
		},
	],
	[
		'a connection whose statement has ended is not gone yet',
		'connection',
		{at: 0, thread: listed()},
		[{at: 0, thread: listed({isRunning: false}), endedWith: 1317}],
		{isReached: false, isOver: false, effect: 'unknown'},
	],
	[
		'a connection that is gone while its transaction rolls back',
		'connection',
		working,
		[{...gone, transaction: undoing}],
		{
			isReached: false,
			isOver: false,
			effect: 'disconnected',
			transaction: {outcome: 'rolling back', rows: 400},
		},
	],
	[
		'seen rolling back, and then gone',
		'connection',
		working,
		[{...gone, transaction: undoing}, gone],
		{isReached: true, transaction: {outcome: 'rolled back', by: 'seen'}},
	],
	[
		'gone too fast to be seen rolling back, in a transaction that was begun',
		'connection',
		{...working, thread: {...listed(), isBegun: true}},
		[gone],
		{isReached: true, transaction: rolledBack},
	],
	[
		'gone too fast from a connection that ran nothing',
		'connection',
		{...working, thread: listed({isRunning: false})},
		[gone],
		{isReached: true, transaction: rolledBack},
	],
	[
		'gone too fast from a statement that may commit by itself',
		'connection',
		working,
		[gone],
		{isReached: true, transaction: mayBeCommitted},
	],
	[
		'gone too fast from a statement that began long after its transaction',
		'connection',
		{
			...working,
			transaction: {...transaction, age: 2 + listed().connection.seconds},
		},
		[gone],
		{isReached: true, transaction: rolledBack},
	],
	[
		'gone in the midst of a COMMIT',
		'connection',
		{...working, thread: {...listed({text: 'COMMIT'}), isBegun: true}},
		[gone],
		{
			isReached: true,
			transaction: mayBeCommitted,
		},
	],
	[
		'another client has the id now: the victim is gone',
		'connection',
		working,
		[{at: 0, thread: listed({user: 'other'})}],
		{isReached: true, effect: 'disconnected'},
	],
	[
		'a transaction without an owner, once: the list may be older',
		'connection',
		working,
		[{...gone, transaction: ownerless}],
		{
			isReached: false,
			transaction: stillListed,
		},
	],
	[
		'and again: it is a prepared XA transaction',
		'connection',
		working,
		[
			{...gone, transaction: ownerless},
			{...gone, transaction: ownerless},
		],
		{isReached: true, transaction: {outcome: 'prepared XA', rows: 1000}},
	],
	[
		'not so many times in a row: something else was seen in between',
		'connection',
		working,
		[
			{...gone, transaction: ownerless},
			{...gone, transaction: undoing},
			{...gone, transaction: ownerless},
		],
		{isReached: false, transaction: stillListed},
	],
	[
		'a transaction that keeps the id of the gone connection is not prepared',
		'connection',
		working,
		[
			{...gone, transaction},
			{...gone, transaction},
		],
		{isReached: false, transaction: stillListed},
	],
	[
		'nor is one without an owner that rolls back',
		'connection',
		working,
		[
			{...gone, transaction: {...ownerless, state: 'ROLLING BACK'}},
			{...gone, transaction: {...ownerless, state: 'ROLLING BACK'}},
		],
		{isReached: false, transaction: {outcome: 'rolling back', rows: 1000}},
	],
	[
		'nor is one whose connection is still there',
		'connection',
		working,
		[
			{...working, transaction: ownerless},
			{...working, transaction: ownerless},
		],
		{isReached: false, transaction: stillOpen},
	],
	[
		'one that was prepared before the kill needs no second look',
		'connection',
		{...working, thread: {...listed({isRunning: false}), hasPrepared: true}},
		[{...gone, transaction: ownerless}],
		{isReached: true, transaction: {outcome: 'prepared XA'}},
	],
	[
		'XA COMMIT or XA ROLLBACK of a prepared one may have come before the kill',
		'connection',
		{
			...working,
			thread: {...listed({text: "XA COMMIT 'x'"}), hasPrepared: true},
		},
		[{...gone, transaction: ownerless}, gone],
		{
			transaction: {
				outcome: 'unknown',
				why: 'it is a prepared XA transaction, and the statement that was running may have ended it: XA RECOVER lists it, or not',
			},
		},
	],
	[
		'one that was prepared before the kill still has its connection',
		'connection',
		{...working, thread: {...listed({isRunning: false}), hasPrepared: true}},
		[working],
		{isReached: false, transaction: {outcome: 'prepared XA'}},
	],
	[
		'MySQL lists a prepared one as nobody’s before the kill',
		'connection',
		{at: 0, thread: {...listed({isRunning: false}), hasPrepared: true}},
		[gone],
		{isReached: true, transaction: {outcome: 'prepared XA'}},
	],
	[
		'no transaction',
		'connection',
		{at: 0, thread: listed()},
		[gone],
		{isReached: true, transaction: {outcome: 'none'}},
	],
	[
		'no transaction in a list that may be older than the last statement',
		'connection',
		{
			at: 0,
			thread: {
				...listed(),
				connection: {...listed().connection, seconds: 0},
			},
		},
		[gone],
		{
			isReached: true,
			transaction: {
				outcome: 'unknown',
				why: 'InnoDB listed none, and its list may be older than the last statement',
			},
		},
	],
	[
		'no transaction, a second after the last statement',
		'connection',
		{
			at: 0,
			thread: {
				...listed(),
				connection: {...listed().connection, seconds: 1},
			},
		},
		[gone],
		{isReached: true, transaction: {outcome: 'none'}},
	],
	[
		'a statement that is not shown may have committed',
		'connection',
		{...working, thread: {...unshown('Query'), isBegun: true}},
		[gone],
		{isReached: true, transaction: mayBeCommitted},
	],
	[
		'a connection that is still there, with transactions that the account may not see',
		'connection',
		{at: 0, thread: listed(), hiddenUntil: 'GRANT PROCESS'},
		[{at: 0, thread: listed({isRunning: false})}],
		{isReached: false, isOver: false},
	],
	[
		'transactions that the account may not see are proved by nothing',
		'connection',
		{at: 0, thread: listed(), hiddenUntil: 'GRANT PROCESS'},
		[gone],
		{
			isReached: false,
			isOver: true,
			transaction: {
				outcome: 'unknown',
				why: 'this account may not see transactions; GRANT PROCESS would show it',
			},
		},
	],
];

for (const [what, kind, before, looks, proof] of cases) {
	test(`KILL ${kind}: ${what}`, t => {
		t.like(judge(provingOf(kind, before, looks)), proof);
	});
}

for (const text of [
	'SELECT SLEEP(?)',
	'SELECT `SLEEP` (?)',
	'select get_lock  (?, ?)',
]) {
	test(`KILL query: without an error it may have ended ${text} all the same`, t => {
		const before = {...working, thread: listed({text})};
		const ended = {
			...working,
			thread: listed({isRunning: false}),
			endedWith: 0,
		};
		t.is(judge(provingOf('query', before, [ended])).effect, 'unknown');
	});
}

test('without its text a statement that returned OK may have been any', t => {
	const {statement, ...connection} = listed().connection;
	const before = {...working, thread: {...listed(), connection}};
	const ended = {
		...working,
		thread: listed({isRunning: false}),
		endedWith: 0,
	};
	t.is(judge(provingOf('query', before, [ended])).effect, 'unknown');
});

test('the most rows that were seen are kept', t => {
	const look = (rows: number) => ({
		...working,
		transaction: {...transaction, rows},
	});
	const proving = provingOf('connection', look(7), [look(400), look(3), gone]);
	t.is(proving.mostRows, 400);
	t.is(proving.sentAt, 100);
});

for (const [text, verdict] of [
	['  insert into t VALUES (?)', rolledBack],
	['UPDATE t SET v = ?', rolledBack],
	['DELETE FROM t', rolledBack],
	['REPLACE INTO t VALUES (?)', rolledBack],
	['SELECT * FROM t', rolledBack],
	['WITH w AS (SELECT ?) SELECT * FROM w', rolledBack],
	['DO SLEEP(?)', rolledBack],
	['CREATE TABLE u SELECT * FROM t', mayBeCommitted],
	['ALTER TABLE t ADD COLUMN w INT', mayBeCommitted],
	['CALL do(?)', mayBeCommitted],
	['DOUBLE', mayBeCommitted],
] as const) {
	test(`KILL connection: what is concluded of a transaction that was begun and is gone in the midst of ${text}`, t => {
		t.deepEqual(
			judge(provingOf('connection', begun(text), [gone])).transaction,
			verdict,
		);
	});
}

test('each time is that of the first look that found it', t => {
	t.like(
		provingOf('connection', working, [
			{...working, thread: listed({isRunning: false})},
			{...gone, transaction: undoing},
			{...gone, transaction: undoing},
			gone,
			gone,
		]),
		{
			looks: 5,
			statementEndedAt: 200,
			threadGoneAt: 400,
			rollbackSeenAt: 400,
			transactionGoneAt: 800,
		},
	);
});

test('a transaction that never was is never gone', t => {
	const {transactionGoneAt} = provingOf(
		'connection',
		{at: 0, thread: listed()},
		[gone],
	);
	t.is(transactionGoneAt, undefined);
});

test('a rollback lasts from the first look that found it to the last one', t => {
	const rollsBack = {...gone, transaction: undoing};
	t.is(rollbackOf(provingOf('connection', working, [])), undefined);
	t.is(rollbackOf(provingOf('connection', working, [working])), undefined);
	t.deepEqual(
		rollbackOf(
			provingOf('connection', working, [working, rollsBack, rollsBack]),
		),
		{transaction: undoing, elapsed: 200},
	);
	t.is(
		rollbackOf(provingOf('connection', working, [rollsBack, gone])),
		undefined,
	);
});

test('a victim is the same with the same id, user, host and thread', t => {
	t.true(isSameVictim(working, {...working, at: 9}));
	for (const other of [
		{...working.thread, threadId: '91'},
		listed({user: 'other'}),
		{
			...working.thread,
			connection: {...working.thread.connection, host: '10.1.4.7:50113'},
		},
		{...working.thread, connection: {...working.thread.connection, id: '43'}},
	]) {
		t.false(isSameVictim(working, {...working, thread: other}));
	}
});

for (const [what, thread, runs] of [
	['a statement', listed(), true],
	['nothing since a statement', listed({isRunning: false}), false],
	['a statement that is not shown', unshown('Query'), true],
	['nothing, asleep', unshown('Sleep'), false],
	['nothing, by the flag of a kill', unshown('Killed'), false],
] as const) {
	test(`what a connection runs: ${what}`, t => {
		t.is(isRunning({...working, thread}), runs);
	});
}

test('a statement is within a transaction that was begun, or that is older by more than the rounding', t => {
	const aged = (age: number): FirstLook => ({
		...working,
		transaction: {...transaction, age: listed().connection.seconds + age},
	});
	t.true(isWithinTransaction(begun('UPDATE t SET v = ?')));
	t.true(isWithinTransaction(aged(2)));
	t.false(isWithinTransaction(aged(1)));
	t.false(isWithinTransaction({at: 0, thread: listed()}));
});
