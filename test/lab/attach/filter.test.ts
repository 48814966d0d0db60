import test from 'ava';
import {isMatch, parseFilter} from '../../../source/lab/attach/filter.js';
import {type ListedConnection} from '../../../source/lab/attach/listing.js';

const connection: ListedConnection = {
	id: '42',
	kind: 'client',
	user: 'app',
	host: '10.1.4.7',
	schema: 'shop',
	command: 'Query',
	seconds: 61,
	state: 'Waiting for table metadata lock',
	statement: {text: 'ALTER TABLE orders ADD z INT', isRunning: true},
	transaction: {age: 120, rows: 7, state: 'RUNNING'},
};

function matches(text: string, of = connection) {
	const conditions = parseFilter(text);
	return 'wrong' in conditions
		? conditions.wrong
		: isMatch(conditions, {
				connection: of,
				blocks: 3,
				waits: 2,
				locks: ['row', 'metadata'],
			});
}

for (const text of [
	'',
	'id=42',
	'user=app time>60 state~lock',
	'user=APP',
	'schema!=other',
	'statement~"TABLE orders"',
	'state="waiting for table metadata lock"',
	'state!~update',
	'time>=61 time<=61',
	'trx>=120 rows<8',
	'blocks>2 command=query host~10.1.',
	'waits>0 waits=2 lock~row lock~metadata',
	'account=app@10.1.4.7 for>60 doing~"metadata lock"',
]) {
	test(`it holds: ${text}`, t => {
		t.true(matches(text));
	});
}

for (const text of [
	'id=4',
	'user=app time>61',
	'time<61',
	'user!=app',
	'state!~lock',
	'blocks>3',
	'waits>2',
	'lock~user',
]) {
	test(`it does not hold: ${text}`, t => {
		t.false(matches(text));
	});
}

test('what a connection does not have is not more or less than anything', t => {
	const {transaction, ...idle} = connection;
	t.not(transaction, undefined);
	t.false(matches('trx>0', idle));
	t.false(matches('trx<1000', idle));
});

for (const [text, wrong] of [
	[
		'user',
		'"user" is no condition. Write one like user=app, time>60 or waits>0.',
	],
	[
		'user=',
		'"user=" is no condition. Write one like user=app, time>60 or waits>0.',
	],
	[
		'name=app',
		'There is no field "name". These can be asked for: id, account, user, host, schema, doing, command, state, for, time, trx, rows, blocks, waits, lock, statement.',
	],
	['time>long', 'time> needs a number, not "long".'],
	['time>-1', 'time> needs a number, not "-1".'],
] as const) {
	test(`it can't be read: ${text}`, t => {
		t.is(matches(text), wrong);
	});
}

test('a sleeping connection does what its command says', t => {
	t.true(matches('doing=sleep', {...connection, command: 'Sleep', state: ''}));
});
