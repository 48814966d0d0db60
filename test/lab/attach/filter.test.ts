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
		: isMatch(conditions, {connection: of, blocks: 3});
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
		'"user" is no condition. Write one like user=app, time>60 or state~lock.',
	],
	[
		'user=',
		'"user=" is no condition. Write one like user=app, time>60 or state~lock.',
	],
	[
		'name=app',
		'There is no field "name". These can be asked for: id, user, host, schema, command, time, state, statement, trx, rows, blocks.',
	],
	['time>long', 'time> needs a number, not "long".'],
	['time>-1', 'time> needs a number, not "-1".'],
] as const) {
	test(`it can't be read: ${text}`, t => {
		t.is(matches(text), wrong);
	});
}
