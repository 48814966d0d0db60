import {PassThrough} from 'node:stream';
import test from 'ava';
import {createConnection} from 'mysql2';
import {Refusal} from '../../source/refusal.js';
import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../source/server/failure.js';
import {query} from '../../source/server/statement.js';

const failures: ReadonlyArray<
	readonly [title: string, thrown: unknown, failure: Failure]
> = [
	[
		'an error of the server',
		Object.assign(new Error('interrupted'), {
			errno: 1317,
			code: 'ER_QUERY_INTERRUPTED',
			sqlState: '70100',
			sqlMessage: 'interrupted',
		}),
		{errno: 1317, code: 'ER_QUERY_INTERRUPTED', message: 'interrupted'},
	],
	[
		'an error that mysql2 has no code for',
		Object.assign(new Error('lost'), {errno: 1927, code: undefined}),
		{errno: 1927, message: 'lost'},
	],
	[
		'a socket’s error',
		Object.assign(new Error('write EPIPE'), {errno: -32, code: 'EPIPE'}),
		{errno: -32, code: 'EPIPE', message: 'write EPIPE'},
	],
	[
		'an error of mysql2 itself',
		Object.assign(new Error('closed'), {code: 'PROTOCOL_CONNECTION_LOST'}),
		{code: 'PROTOCOL_CONNECTION_LOST', message: 'closed'},
	],
	[
		'a sentence from elsewhere',
		new Error('The server closed the connection.'),
		{message: 'The server closed the connection'},
	],
	[
		'the lab’s own sentence',
		new Refusal('Try again.'),
		{message: 'Try again.'},
	],
	[
		'fields of other types',
		Object.assign(new Error('odd'), {errno: 'EPIPE', code: 7}),
		{message: 'odd'},
	],
	['an error', new TypeError('wrong'), {message: 'wrong'}],
	['a text', 'text', {message: 'text'}],
	['nothing', undefined, {message: 'undefined'}],
];

for (const [title, thrown, failure] of failures) {
	test(`a failure is plain data: ${title}`, t => {
		const text = JSON.stringify(toFailure(thrown));
		t.deepEqual(toFailure(thrown), failure);
		t.deepEqual(JSON.parse(text), failure);
	});
}

const lost: ReadonlyArray<readonly [number | undefined, boolean]> = [
	[undefined, true],
	[-32, true],
	[-104, true],
	[1053, true],
	[1927, true],
	[4031, true],
	[5, false],
	[1000, false],
	[1045, false],
	[1094, false],
	[1095, false],
	[1153, false],
	[1205, false],
	[1317, false],
	[3100, false],
];

for (const [errno, isLost] of lost) {
	test(`${errno}: the connection is ${isLost ? 'lost' : 'open'}`, t => {
		const failure = {message: 'x', ...(errno !== undefined && {errno})};
		t.is(isConnectionLost(failure), isLost);
	});
}

test("mysql2's sentence about its internals becomes the lab's own", async t => {
	const connection = createConnection({stream: new PassThrough()});
	connection.on('error', () => undefined);
	connection.destroy();
	const error = await t.throwsAsync(query(connection, 'SELECT 1'));
	t.deepEqual(toFailure(error), {
		message: 'The connection was closed before the statement could be sent',
	});
});
