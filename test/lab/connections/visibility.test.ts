import test from 'ava';
import {type RowDataPacket} from 'mysql2';
import {
	threadQuery,
	toThread,
	transactionQuery,
} from '../../../source/lab/connections/visibility.js';

const id = '9007199254740993';
const neighbour = '9007199254740992';

/** As mysql2 returns the rows: large numbers are text. */
function row(
	id: string | number,
	command: string,
	state: string | null, // eslint-disable-line @typescript-eslint/no-restricted-types -- As mysql2 has it.
	queryId?: string,
): RowDataPacket {
	return {
		constructor: {name: 'RowDataPacket'},
		...Object.fromEntries<unknown>([
			['Id', id] as const,
			['Command', command],
			['State', state],
			...(queryId === undefined ? [] : [['QueryId', queryId] as const]),
		]),
	};
}

test('ids beyond 2^53 keep every digit in the statements, without quotes', t => {
	t.regex(transactionQuery(id), /trx_mysql_thread_id = 9007199254740993$/);
	t.is(
		threadQuery(
			{type: 'visible', sql: 'SELECT 1 FROM threads WHERE id = ?'},
			id,
		),
		'SELECT 1 FROM threads WHERE id = 9007199254740993',
	);
});

test('of several threads the one with exactly this id counts', t => {
	const others = [row(neighbour, 'Query', 'executing'), row(7, 'Daemon', null)];
	t.deepEqual(toThread(others, id), {type: 'gone'});
	t.deepEqual(toThread([...others, row(id, 'Sleep', '')], id), {
		type: 'alive',
		command: 'Sleep',
		state: '',
	});
	t.deepEqual(toThread(others, '7'), {
		type: 'alive',
		command: 'Daemon',
		state: '',
	});
});

test("a statement's number is returned if it was asked for", t => {
	t.deepEqual(toThread([row(7, 'Query', 'Update', id)], '7'), {
		type: 'alive',
		command: 'Query',
		state: 'Update',
		queryId: id,
	});
});
