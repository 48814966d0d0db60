import test from 'ava';
import {forecast} from '../../../source/lab/attach/forecast.js';
import {type ListedConnection} from '../../../source/lab/attach/listing.js';
import {lookAt} from '../../helpers/attach-story.js';

function running(
	text: string,
	rest: Partial<ListedConnection> = {},
): Partial<ListedConnection> {
	return {statement: {text, isRunning: true}, state: 'executing', ...rest};
}

const idle = {
	command: 'Sleep',
	state: '',
	statement: {text: 'SELECT ?', isRunning: false},
} as const;

for (const [name, connection, query, kill] of [
	[
		'an UPDATE',
		running('UPDATE t SET v = ?'),
		'error 1317, after its rows are undone; its transaction stays open',
		'disconnects; undoes 12 rows',
	],
	[
		'an INSERT ... SELECT',
		running('insert into t select * from u'),
		'error 1317, after its rows are undone; its transaction stays open',
		'disconnects; undoes 12 rows',
	],
	[
		'a SELECT',
		running('SELECT * FROM t'),
		'error 1317, when it looks at the flag; its transaction stays open',
		'disconnects; undoes 12 rows',
	],
	[
		'nothing',
		idle,
		'no statement is running: no effect',
		'disconnects; undoes 12 rows',
	],
	[
		'COMMIT',
		running('COMMIT'),
		'too late, unless COMMIT waits for a lock',
		'disconnects; commits all or nothing',
	],
	[
		'a wait for a metadata lock',
		running('UPDATE t SET v = ?', {state: 'Waiting for table metadata lock'}),
		'error 1317 at once; no row is touched; its transaction stays open',
		'disconnects; undoes 12 rows',
	],
	[
		'a thread of the server',
		running('', {kind: 'replication'}),
		"a thread of the server itself: nobody's to kill",
		"a thread of the server itself: nobody's to kill",
	],
] as const) {
	test(`what the keys would do to ${name}`, t => {
		const look = lookAt(0, {rows: 12, connection});
		t.is(forecast('query', look, 'mysql'), query);
		t.is(forecast('connection', look, 'mysql'), kill);
	});
}

for (const [text, state, mysql, mariadb] of [
	[
		'SELECT SLEEP(?)',
		'User sleep',
		'OK with 1, no error: its client goes on, and may commit',
		'error 1317; its transaction stays open',
	],
	[
		'SELECT GET_LOCK(?, ?)',
		'User lock',
		'error 1317; its transaction stays open',
		'OK with NULL, no error: its client goes on, and may commit',
	],
] as const) {
	test(`what KILL QUERY does to ${text} depends on the flavour`, t => {
		const look = lookAt(0, {connection: running(text, {state})});
		t.is(forecast('query', look, 'mysql'), mysql);
		t.is(forecast('query', look, 'mariadb'), mariadb);
	});
}

test('what is being undone already can only be waited for', t => {
	const look = lookAt(0, {state: 'ROLLING BACK'});
	t.is(forecast('query', look, 'mysql'), 'ignored: it is being undone already');
	t.is(
		forecast('connection', look, 'mysql'),
		'disconnects; the undoing goes on to its end',
	);
});

test('what a connection would lose, with no rows, with no transaction, and with one that is hidden', t => {
	const connection = running('SELECT 1');
	t.is(
		forecast('connection', lookAt(0, {rows: 0, connection}), 'mysql'),
		'disconnects; no row to undo',
	);
	t.is(
		forecast('connection', lookAt(0, {rows: 1, connection}), 'mysql'),
		'disconnects; undoes 1 row',
	);
	const {transaction, ...rest} = lookAt(0, {connection});
	t.is(
		forecast('connection', rest, 'mysql'),
		'disconnects; no transaction is listed',
	);
	t.is(
		forecast('connection', {...rest, hiddenUntil: 'GRANT'}, 'mysql'),
		'disconnects; what it undoes is hidden from this account',
	);
});

test('an ALTER TABLE leaves the table as it was', t => {
	const look = lookAt(0, {
		rows: 0,
		connection: running('ALTER TABLE t ADD KEY (v)'),
	});
	t.is(
		forecast('query', look, 'mysql'),
		'error 1317; the table stays as it was',
	);
	t.is(
		forecast('connection', look, 'mysql'),
		'disconnects; the table stays as it was',
	);
});

test('whether a transaction stays open is told only if it was open before the statement', t => {
	const connection = running('UPDATE t SET v = ?', {seconds: 845});
	const look = lookAt(0, {connection});
	t.is(
		forecast('query', look, 'mariadb'),
		'error 1317, after its rows are undone',
	);
	t.is(
		forecast(
			'query',
			{...look, thread: {...look.thread, isBegun: true}},
			'mysql',
		),
		'error 1317, after its rows are undone; its transaction stays open',
	);
});
