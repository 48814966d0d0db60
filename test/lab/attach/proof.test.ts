import test from 'ava';
import {
	addLook,
	judge,
	startProving,
	type Proof,
} from '../../../source/lab/attach/proof.js';
import {type OpenTransaction} from '../../../source/lab/attach/listing.js';
import {
	isSameVictim,
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

function proofOf(
	kind: KillKind,
	before: FirstLook,
	looks: readonly VictimLook[],
): Proof {
	let proving = startProving(kind, before);
	for (const [index, look] of looks.entries()) {
		proving = addLook(proving, {...look, at: 200 * (index + 1)});
	}

	return judge(proving);
}

const killedIdle: FirstLook['thread'] = {
	type: 'listed',
	threadId: '90',
	statementNumber: '7',
	connection: {
		id: '42',
		kind: 'client',
		user: 'app',
		host: '10.1.4.7:50112',
		command: 'Killed',
		seconds: 0,
		state: '',
	},
};

const stillOpen = {outcome: 'still open', rows: 1000} as const;
const mayBeCommitted = {
	outcome: 'unknown',
	why: 'the statement that was running may have committed it, and no look has seen it rolling back',
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
		'a statement that still runs',
		'query',
		working,
		[working],
		{isReached: false, effect: 'unknown', transaction: stillOpen},
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
		'a SLEEP() without an error may have been killed',
		'query',
		{...working, thread: listed({text: 'SELECT `SLEEP` (?)'})},
		[{...working, thread: listed({isRunning: false}), endedWith: 0}],
		{isReached: true, effect: 'unknown'},
	],
	[
		'without a record it is only known that it has ended',
		'query',
		working,
		[{...working, thread: listed({statementNumber: '9'})}],
		{isReached: true, effect: 'unknown', transaction: stillOpen},
	],
	[
		'MariaDB shows the flag of a kill that came after the statement',
		'query',
		working,
		[{...working, thread: killedIdle}],
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
		'a connection that is gone while its transaction rolls back',
		'connection',
		working,
		[{...gone, transaction: undoing}],
		{
			isReached: false,
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
			transaction: {
				outcome: 'unknown',
				why: 'InnoDB still lists it, without a connection',
			},
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
		t.like(proofOf(kind, before, looks), proof);
	});
}

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
