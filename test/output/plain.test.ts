import test from 'ava';
import {aimOf} from '../helpers/blobs.js';
import {type Aim} from '../../source/lab/events/aim.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {initialState} from '../../source/lab/history/state.js';
import {reduce} from '../../source/lab/history/reduce.js';
import {toAscii} from '../../source/output/ascii.js';
import {plainLine} from '../../source/output/plain.js';
import {disconnected, stories} from '../helpers/stories.js';
import {
	hash,
	plan,
	story,
	seenVerdict,
	storedRows,
	type Story,
} from '../helpers/story.js';

/** A story's lines as the program would print them. */
function lines({events}: Story): string[] {
	let state = initialState;
	return events.flatMap(event => {
		state = reduce(state, event);
		return plainLine(event, state) ?? [];
	});
}

/** The same lines without the clock. */
function words(told: Story): string[] {
	return lines(told).map(line => line.slice(11));
}

test('each warning has its own line, before the run', t => {
	const warning = {
		type: 'warning',
		what: 'offline_mode',
		value: 'ON',
		needed: 'OFF',
		why: 'somebody keeps other accounts away from this server',
		mend: {type: 'statement', sql: 'SET GLOBAL offline_mode = OFF'},
	} as const;
	const line =
		'offline_mode: ON; needed: OFF. Somebody keeps other accounts away from this server. Run: SET GLOBAL offline_mode = OFF';
	t.deepEqual(
		lines(
			story().emit({
				type: 'preflight',
				warnings: [warning, {...warning, what: 'again'}],
			}),
		),
		[
			`    0.001  warning: ${line}\n    0.001  warning: ${line.replace('offline_mode', 'again')}`,
		],
	);
});

test('warnings that are gone with another workload print nothing', t => {
	t.deepEqual(lines(story().emit({type: 'preflight', warnings: []})), []);
});

test('a kill that is disarmed for another workload is told, as the flag has it', t => {
	const armed = (word: string) => {
		const kill = aimOf(word);
		return words(
			story()
				.plans()
				.emit({type: 'armed', ...(kill && {kill})})
				.emit({
					type: 'planned',
					plan: {...plan, ...rowsPlan('update', 1000)},
				})
				.emit({type: 'armed'}),
		);
	};

	t.deepEqual(armed('query@upload:50%'), [
		'disarmed, since update has no such moment: query@upload:50%',
	]);
	t.deepEqual(armed('query@execute'), []);
});

test('a whole run is printed: a lost kill, an interrupted one, and the rollback', t => {
	const told = story()
		.starts({files: 3})
		.seesThread('Sleep', '', 0)
		.stores()
		.inserts()
		.after(1160)
		.uploads(0.58)
		.after(10)
		.kills('query')
		.after(0.4)
		.acknowledged()
		.after(840)
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 1)
		.after(400)
		.kills('query')
		.after(0.3)
		.acknowledged()
		.after(812)
		.fails()
		.statement('rollback')
		.after(45.2)
		.ok()
		.looks()
		.after(160)
		.seesNothing()
		.after(12)
		.finds('rolled back whole');
	t.deepEqual(lines(told), [
		'    0.001  MySQL 9.7.4 · sandbox',
		'    0.002  run 1: 3 files of 100 MB, binary protocol, 50.0 MB/s, connection 42',
		'    0.004  BEGIN OK, 1.0 ms',
		'    0.005  server: thread Sleep; transaction RUNNING, 0 rows',
		`    0.007  random_file-0.bin: generated, SHA-256 ${hash.slice(0, 12)}…`,
		'    0.011  random_file-0.bin: INSERT, upload starts on connection 42',
		'    2.012  upload done; the server may still be receiving it',
		'    3.712  random_file-0.bin: INSERT OK, upload 2.0 s, server 1.7 s',
		'    4.064  random_file-0.bin: hash equal',
		`    4.066  random_file-1.bin: generated, SHA-256 ${hash.slice(0, 12)}…`,
		'    4.070  random_file-1.bin: INSERT, upload starts on connection 42',
		'    5.240  kill 1: KILL QUERY 42 sent during the upload',
		'    5.240  kill 1: OK 0.4 ms after it was sent',
		'    6.081  upload done; the server may still be receiving it',
		'    6.082  server: thread Execute / starting; transaction RUNNING, 1 row',
		'    6.482  kill 2: KILL QUERY 42 sent during execution',
		'    6.483  kill 2: OK 0.3 ms after it was sent',
		'    7.295  random_file-1.bin: INSERT failed: Query execution was interrupted (1317 ER_QUERY_INTERRUPTED)',
		'    7.295  kill 1: lost. Concluded from the times: sent 1.2 s after the INSERT, which went on. Known: the server was still receiving the statement, and cleared the flag when execution began. Sent 0.3 ms after the key, OK 0.4 ms after that, settled 2.1 s after the OK.',
		'    7.295  kill 2: interrupted. Concluded: transaction open on 42, 1 row pending; the client rolls back. Read: the INSERT returned error 1317. Known: the statement saw the flag at its next check point, before it wrote the row. Sent 0.3 ms after the key, OK 0.3 ms after that, effect seen 812 ms after the OK.',
		'    7.341  ROLLBACK OK, 45 ms',
		'    7.342  waiting until thread and transaction are gone, then reading the table',
		'    7.502  server: thread gone; transaction none',
		'    7.514  verdict: rolled back whole: 0 of 3 rows, seen by connection 44',
	]);
});

test('the end of a disconnected run is printed', t => {
	t.deepEqual(words(disconnected()).slice(-8), [
		'kill 1: KILL CONNECTION 42 sent during the upload',
		'kill 1: OK 0.5 ms after it was sent',
		'random_file-2.bin: INSERT failed: write EPIPE',
		'connection 42 lost: write EPIPE',
		'kill 1: disconnected. Read: the connection was cut. Known: the connection is closed, and the server rolls its transaction back. Sent 0.3 ms after the key, OK 0.5 ms after that, effect seen 2.0 ms after the OK.',
		'waiting until thread and transaction are gone, then reading the table',
		'server: thread gone; transaction none, 203 ms after the OK of kill 1',
		'verdict: rolled back whole: 0 of 10 rows, seen by connection 44',
	]);
});

function planOf(word: string): Aim {
	const plan = aimOf(word);
	if (!plan) {
		throw new Error(`${word} is no kill`);
	}

	return plan;
}

const cases: ReadonlyArray<
	readonly [title: string, tell: () => Story, last: readonly string[]]
> = [
	[
		'full speed, and one file',
		() =>
			story().starts({files: 1, rate: undefined, protocol: 'text', size: 4096}),
		[
			'run 1: 1 file of 4 KB, text protocol, full speed, connection 42',
			'BEGIN OK, 1.0 ms',
		],
	],
	[
		'BEGIN is refused',
		() =>
			story().starts().statement('begin').fails({errno: 1290, message: 'no'}),
		['BEGIN failed: no (1290)'],
	],
	[
		'the id is asked for and lost',
		() => story().starts().generates().made().statement('identify').drops(),
		[
			'random_file-0.bin: SELECT CONNECTION_ID() failed: write EPIPE',
			'connection 42 lost: write EPIPE',
		],
	],
	[
		'the comparison is interrupted',
		() => story().starts().inserts().sent().ok().statement('check').fails(),
		[
			'random_file-0.bin: hash comparison failed: Query execution was interrupted (1317 ER_QUERY_INTERRUPTED)',
		],
	],
	[
		'the hashes differ',
		() =>
			story()
				.starts()
				.inserts()
				.emit({type: 'step-checked', step: 0, isIntact: false}),
		['random_file-0.bin: hash NOT EQUAL'],
	],
	[
		'the connection is lost once, whatever is heard of it later',
		() => story().starts().closes().closes({message: 'closed state'}),
		['BEGIN OK, 1.0 ms', 'connection 42 lost: write EPIPE'],
	],
	[
		'COMMIT',
		() => story().starts().statement('commit').after(12.4).ok(),
		['COMMIT OK, 12 ms'],
	],
	[
		'a kill is refused',
		() =>
			story()
				.starts()
				.kills('connection')
				.refused({errno: 1095, message: 'You are not owner of thread 42'}),
		[
			'kill 1: KILL CONNECTION 42 sent between statements',
			'kill 1: refused: You are not owner of thread 42 (1095)',
			'kill 1: refused: You are not owner of thread 42 (1095). Sent 0.3 ms after the key, answered 1.0 ms after that.',
		],
	],
	[
		'a kill is refused, and sent again by a procedure',
		() =>
			story()
				.starts()
				.kills('query')
				.after(0.5)
				.rerouted(
					{errno: 1095, message: 'You are not owner of thread 42'},
					'CALL mysql.rds_kill_query(42)',
				)
				.acknowledged()
				.emit({
					type: 'kill-route',
					route: {
						query: 'CALL mysql.rds_kill_query(?)',
						connection: 'CALL mysql.rds_kill(?)',
					},
				})
				.kills('connection'),
		[
			'kill 1: KILL QUERY 42 sent between statements',
			'kill 1: refused: You are not owner of thread 42 (1095); sent again at once as CALL mysql.rds_kill_query(42)',
			'kill 1: OK 1.0 ms after it was sent',
			'kill 1: no statement. Concluded: the client had none in flight. Known: no statement was running; a KILL QUERY does not wait for the next one. Sent 0.3 ms after the key, refused 0.5 ms after that: You are not owner of thread 42 (1095), sent again, OK 1.0 ms after that, settled with the OK.',
			'kills are now sent as CALL mysql.rds_kill_query(?) and CALL mysql.rds_kill(?)',
			'kill 2: CALL mysql.rds_kill(42) sent between statements',
		],
	],
	[
		'the pace',
		() =>
			story()
				.starts()
				.emit({type: 'pace', paused: true, rate: 1024})
				.emit({type: 'pace', paused: false, rate: 1024})
				.emit({type: 'pace', paused: false}),
		['upload paused', 'upload at 1 KB/s', 'upload at full speed'],
	],
	[
		'broken off',
		() => story().starts().generates().breaks('no space left on device'),
		['run aborted: no space left on device'],
	],
	[
		'a cluster aborts COMMIT',
		() =>
			story()
				.emit({
					type: 'server',
					server: {
						flavour: 'mariadb',
						version: '10.11.19',
						product: 'MariaDB 10.11.19',
						address: 'test',
						tls: false,
						surroundings: [
							{type: 'galera', size: 3, state: 'Synced', status: 'Primary'},
						],
					},
				})
				.starts({files: 1})
				.statement('commit')
				.fails({
					errno: 1213,
					code: 'ER_LOCK_DEADLOCK',
					message: 'Deadlock found',
				}),
		[
			'COMMIT failed: Deadlock found (1213 ER_LOCK_DEADLOCK). The cluster aborted the transaction because of a write on another node, or because of DDL. The transaction left nothing on any member.',
		],
	],
	[
		'planned kills that were not sent',
		() =>
			story()
				.starts({files: 1})
				.inserts()
				.uploads(1)
				.sent()
				.ok()
				.emit({type: 'kill-unsent', plan: planOf('connection@60s')})
				.emit({type: 'kill-unsent', plan: planOf('query@rollback')})
				.emit({type: 'kill-unsent', plan: planOf('query@2:execute')})
				.emit({type: 'kill-unsent', plan: planOf('query@1:execute')})
				.emit({type: 'kill-unsent', plan: planOf('query@execute')})
				.emit({type: 'kill-unsent', plan: planOf('query@2:upload:50%')}),
		[
			'planned connection@60s was not sent: the run ended first',
			'planned query@rollback was not sent: its moment never came',
			'planned query@2:execute was not sent: its moment never came',
			'planned query@1:execute was not sent: the INSERT ended before the server was seen executing it',
			'planned query@execute was not sent: the INSERT ended before the server was seen executing it',
			'planned query@2:upload:50% was not sent: its moment never came',
		],
	],
	[
		'COMMIT is held back, and then sent',
		() =>
			story()
				.starts({files: 1})
				.stores()
				.emit({type: 'pace', paused: true})
				.emit({type: 'pace', paused: false}),
		['paused before COMMIT; resuming sends it', 'upload at full speed'],
	],
	[
		'committed whole, fewer than planned',
		() =>
			story()
				.starts({files: 3})
				.looks()
				.emit({
					type: 'verdict',
					verdict: seenVerdict('committed whole', storedRows(2), 2),
				}),
		[
			'verdict: committed whole: 2 of 2 rows (3 files planned), all hashes equal, seen by connection 44',
		],
	],
	[
		'committed whole',
		() => story().starts().looks().finds('committed whole', storedRows(10)),
		[
			'verdict: committed whole: 10 of 10 rows, all hashes equal, seen by connection 44',
		],
	],
	[
		'what others see, each time it changes',
		() =>
			story()
				.starts()
				.othersSee(0)
				.othersSee(10)
				.emit({type: 'others-view', others: {type: 'hidden', why: 'denied'}}),
		[
			'others see 0 rows',
			'others see 10 rows',
			'what others see is not known: denied',
		],
	],
	[
		'unknown',
		() => story().starts().looks().findsOutNothing('denied'),
		['verdict: unknown: denied'],
	],
];

for (const [title, tell, last] of cases) {
	test(title, t => {
		t.deepEqual(words(tell()).slice(-last.length), last);
	});
}

test('before a run only the server is printed', t => {
	t.is(plainLine({type: 'look-started', at: 1}, initialState), undefined);
});

for (const [name, tell] of stories) {
	test(`"${name}": every event is one line, with its clock in a column, and has an ASCII form`, t => {
		for (const line of lines(tell())) {
			t.regex(line, /^[ \d]{5}\.\d{3} {2}\S.*\S$/);
			t.regex(toAscii(line), /^[ -~]+$/);
		}
	});
}
