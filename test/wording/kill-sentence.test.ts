import test from 'ava';
import {aimOf} from '../helpers/blobs.js';
import {howKnown} from '../../source/lab/history/how-known.js';
import {
	describeKill,
	describeUnsent,
} from '../../source/wording/kill-sentence.js';
import {sleepFacts} from '../../source/lab/workloads/sleep/facts.js';
import {plan as blobsRun, story, type Story} from '../helpers/story.js';

const controlLost = {message: 'read ECONNRESET'};
const noSuchThread = {
	errno: 1094,
	code: 'ER_NO_SUCH_THREAD',
	message: 'Unknown thread id: 42',
};

function executing(): Story {
	return story()
		.starts()
		.inserts()
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 0);
}

/** After a lost look, the words of the newest kill. */
const cases: ReadonlyArray<
	readonly [title: string, tell: () => Story, words: string]
> = [
	[
		'without an answer',
		() => executing().kills('query'),
		'no OK yet. Sent 0.3 ms after the key.',
	],
	[
		'planned: there is no key',
		() => executing().killsAsPlanned('query').acknowledged(),
		'waiting for its effect. Sent as planned, OK 1.0 ms after that.',
	],
	[
		'without an effect',
		() => executing().after(400).kills('query').after(4.2).acknowledged(),
		'waiting for its effect. Sent 0.3 ms after the key, OK 4.2 ms after that.',
	],
	[
		'lost, as seen',
		() =>
			executing()
				.kills('query')
				.acknowledgedIn('Sleep', 'starting')
				.after(2900)
				.ok(),
		'lost. Concluded from what was read: the INSERT returned OK, and with the KILL the server showed Sleep / starting. Known: the server was still receiving the statement, and cleared the flag when execution began. Sent 0.3 ms after the key, OK 1.0 ms after that, settled 2.9 s after the OK.',
	],
	[
		'lost, without a look',
		() =>
			story()
				.starts()
				.inserts()
				.uploads(0.5)
				.kills('query')
				.acknowledged()
				.uploads(1)
				.sent()
				.ok(),
		'lost. Concluded from the times: sent 2.0 ms after the INSERT, which returned OK 4.0 ms later. Known: the server was still receiving the statement, and cleared the flag when execution began. Sent 0.3 ms after the key, OK 1.0 ms after that, settled 3.0 ms after the OK.',
	],
	[
		'too late: it had gone on from where it was last seen',
		() => executing().kills('query').acknowledged().ok(),
		'too late. Concluded from the times: sent 4.0 ms after the INSERT, which returned OK 2.0 ms later. Known: the row was being written, and the server does not check the flag there. Sent 0.3 ms after the key, OK 1.0 ms after that, settled 1.0 ms after the OK.',
	],
	[
		'too late, and the thread sleeps, which says nothing of a COMMIT',
		() =>
			story()
				.starts()
				.stores(1)
				.statement('commit')
				.kills('query')
				.acknowledgedIn('Sleep', '')
				.ok(),
		'too late. Concluded from the times: sent 1.0 ms after the COMMIT, which returned OK 2.0 ms later. Known: a COMMIT past its point of no return does not check the flag. Sent 0.3 ms after the key, OK 1.0 ms after that, settled 1.0 ms after the OK.',
	],
	[
		'too late, and nothing tells whether it met the COMMIT',
		() =>
			story()
				.starts()
				.stores(1)
				.statement('commit')
				.kills('query')
				.ok()
				.after(4)
				.acknowledgedIn('Killed', ''),
		"too late? Read: the COMMIT returned OK, 4.0 ms before the KILL's OK came. Whether the KILL came before or after the end of the COMMIT, nothing tells. Sent 0.3 ms after the key, OK 5.0 ms after that, settled with the OK.",
	],
	[
		'too late, the thread without a state',
		() =>
			executing()
				.seesThread('Execute', 'Update', 1)
				.kills('query')
				.acknowledgedIn('Killed', '')
				.ok(),
		'too late. Concluded from what was read: the INSERT returned OK, and with the KILL the server showed Killed: that is the flag, not yet an effect. Known: the row was being written, and the server does not check the flag there. Sent 0.3 ms after the key, OK 1.0 ms after that, settled 1.0 ms after the OK.',
	],
	...(
		[
			['rollback', 'the client rolls back'],
			['retry', 'the client retries'],
			['skip', 'the client skips to the next file'],
			['commit', 'the client commits'],
		] as const
	).map(
		([onInterrupt, next]) =>
			[
				`interrupted, then ${onInterrupt}`,
				() =>
					executing()
						.emit({type: 'on-interrupt', onInterrupt})
						.kills('query')
						.acknowledged()
						.fails(),
				`interrupted. Concluded: transaction open on 42, no row changed yet; ${next}. Read: the INSERT returned error 1317. Known: the statement saw the flag at its next check point, before it wrote the row. Sent 0.3 ms after the key, OK 1.0 ms after that, effect seen 1.0 ms after the OK.`,
			] as const,
	),
	[
		'interrupted before its OK came',
		() => executing().kills('query').after(2).fails().after(0.5).acknowledged(),
		'interrupted. Concluded: transaction open on 42, no row changed yet; the client rolls back. Read: the INSERT returned error 1317. Known: the statement saw the flag at its next check point, before it wrote the row. Sent 0.3 ms after the key, OK 2.5 ms after that, effect seen with the OK.',
	],
	[
		'no statement',
		() => story().starts().kills('query').acknowledged(),
		'no statement. Concluded: the client had none in flight. Known: no statement was running; a KILL QUERY does not wait for the next one. Sent 0.3 ms after the key, OK 1.0 ms after that, settled with the OK.',
	],
	[
		'disconnected, thread and transaction gone',
		() =>
			story()
				.starts()
				.inserts()
				.kills('connection')
				.acknowledged()
				.drops()
				.after(20)
				.sees({
					thread: {type: 'gone'},
					transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
				})
				.after(100)
				.seesNothing(),
		"disconnected. Concluded from looks: the rollback took about 100 ms: first seen 22 ms after the KILL's OK, and finished 122 ms after it. Read: the connection was cut; thread gone 22 ms after the KILL's OK. Known: the connection is closed, and the server rolls its transaction back. Sent 0.3 ms after the key, OK 1.0 ms after that, effect seen 2.0 ms after the OK.",
	],
	[
		'disconnected at work, which ends at the next look at the flag',
		() =>
			executing()
				.kills('connection')
				.acknowledged()
				.drops()
				.after(20)
				.sees({
					thread: {type: 'alive', command: 'Killed', state: 'Rollback'},
					transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
				})
				.after(100)
				.seesNothing(),
		"disconnected. Concluded from looks: the rollback took about 100 ms: first seen 22 ms after the KILL's OK, once the statement had seen the flag, and finished 122 ms after it. Read: the connection was cut; thread gone 122 ms after the KILL's OK. Known: the client is disconnected at once; the thread lives on until its next check point, then the transaction is rolled back. Sent 0.3 ms after the key, OK 1.0 ms after that, effect seen 2.0 ms after the OK.",
	],
	[
		'disconnected, and the thread is gone, the transaction not yet',
		() =>
			story()
				.starts()
				.inserts()
				.kills('connection')
				.acknowledged()
				.drops()
				.after(20)
				.sees({
					thread: {type: 'gone'},
					transaction: {type: 'open', state: 'ROLLING BACK', rows: 1},
				}),
		"disconnected. Read: the connection was cut; thread gone 22 ms after the KILL's OK. Known: the connection is closed, and the server rolls its transaction back. Sent 0.3 ms after the key, OK 1.0 ms after that, effect seen 2.0 ms after the OK.",
	],
	[
		'disconnected, and seen gone before the OK came',
		() =>
			story()
				.starts()
				.inserts()
				.kills('connection')
				.after(1)
				.seesNothing()
				.after(1)
				.acknowledged()
				.drops(),
		"disconnected. Read: the connection was cut; thread and transaction gone 1.0 ms before the KILL's OK. Concluded: the rollback was over by then. Known: the connection is closed, and the server rolls its transaction back. Sent 0.3 ms after the key, OK 2.0 ms after that, effect seen 2.0 ms after the OK.",
	],
	[
		'already gone',
		() =>
			story()
				.starts()
				.inserts()
				.drops()
				.kills('connection')
				.refused(noSuchThread),
		'already gone. Read: the KILL returned error 1094. Known: the connection had already ended. Sent 0.3 ms after the key, answered 1.0 ms after that.',
	],
	[
		'already gone, after the run',
		() =>
			story()
				.starts()
				.looks()
				.finds('rolled back whole')
				.kills('query')
				.refused(noSuchThread),
		'already gone. Read: the KILL returned error 1094. Known: the connection had already ended. Sent 0.3 ms after the key, answered 1.0 ms after that.',
	],
	[
		'refused',
		() =>
			executing().kills('query').refused({
				errno: 1095,
				code: 'ER_KILL_DENIED_ERROR',
				message: 'You are not owner of thread 42',
			}),
		'refused: You are not owner of thread 42 (1095 ER_KILL_DENIED_ERROR). Sent 0.3 ms after the key, answered 1.0 ms after that.',
	],
	[
		'sent again by another route',
		() =>
			executing()
				.kills('query')
				.after(0.5)
				.rerouted(
					{errno: 1095, message: 'You are not owner of thread 42'},
					'CALL mysql.rds_kill_query(42)',
				)
				.acknowledged(),
		'waiting for its effect. Sent 0.3 ms after the key, refused 0.5 ms after that: You are not owner of thread 42 (1095), sent again, OK 1.0 ms after that.',
	],
	[
		'not answered, not known yet',
		() => executing().kills('query').refused(controlLost),
		'not answered: the control connection was lost (read ECONNRESET). Sent 0.3 ms after the key.',
	],
	[
		'not answered, and interrupted',
		() => executing().kills('query').refused(controlLost).fails(),
		'interrupted, error 1317, not answered: the control connection was lost (read ECONNRESET). Concluded: transaction open on 42, no row changed yet; the client rolls back. Read: the INSERT returned error 1317. Known: the statement saw the flag at its next check point, before it wrote the row. Sent 0.3 ms after the key.',
	],
	[
		'not answered, and never known',
		() =>
			executing()
				.kills('query')
				.refused(controlLost)
				.ok()
				.looks()
				.finds('committed whole'),
		'not answered: the control connection was lost (read ECONNRESET). Sent 0.3 ms after the key.',
	],
	[
		'cut off',
		() =>
			executing()
				.kills('connection')
				.acknowledged()
				.drops()
				.kills('query')
				.acknowledgedIn('Execute', 'update'),
		'unknown. Nothing that was read tells its effect. Known: the client was already disconnected: no one sees how the statement ends. Sent 0.3 ms after the key, OK 1.0 ms after that, settled with the OK.',
	],
];

/** How a sentence marks what is known in each way. */
const marks = {
	read: /Read(?:: | from )|^refused: /,
	concluded: /Concluded(?:: | from )/,
};

for (const [title, tell, words] of cases) {
	test(`a kill in words: ${title}`, t => {
		const {run} = tell();
		const kill = run.kills.at(-1);
		t.is(kill && describeKill(run, kill), words);
		const how = kill && howKnown(kill);
		t.regex(words, how ? marks[how] : /^/);
	});
}

test('why a planned kill was not sent', t => {
	const why = (word: string, told: Story) => {
		const planned = aimOf(word);
		const words = planned ? describeUnsent(planned, told.run) : '';
		return words.includes('the INSERT ended before');
	};

	const sent = () => story().starts().inserts().uploads(1).sent();
	t.true(why('query@execute', sent().ok()));
	t.true(why('query@1:execute', sent().ok()));
	t.false(why('query@2:execute', sent().ok()));
	t.false(why('query@upload', sent().ok()));
	t.false(why('query@commit', sent().ok()));
	t.false(
		why('query@execute', sent().seesThread('Execute', 'starting', 0).ok()),
	);
	t.false(why('query@execute', story().starts().inserts().fails()));
	t.false(
		why('query@execute', story().starts().statement('check').sent().ok()),
	);
});

test('a refusal is reported before its effect, and no look is mentioned if there was none', t => {
	const {run} = executing().kills('query').refused(noSuchThread);
	const [kill] = run.kills;
	t.true(
		kill &&
			describeKill(run, {...kill, effect: undefined}).startsWith('refused: '),
	);
	const {run: unseen} = story()
		.starts()
		.inserts()
		.uploads(0.5)
		.kills('query')
		.emit({type: 'kill-acknowledged', kill: 1})
		.uploads(1)
		.sent()
		.fails({errno: 1205, message: 'Lock wait timeout exceeded'});
	t.regex(
		unseen.kills[0] ? describeKill(unseen, unseen.kills[0]) : '',
		/^lost.* Concluded from the times: sent .* after the INSERT, which went on\./,
	);
});

test('a client that got an OK in spite of the kill goes on', t => {
	const {rate, ...unpaced} = blobsRun;
	const told = story().starts();
	told.emit({
		type: 'run-started',
		run: 2,
		plan: {...unpaced, ...sleepFacts.plan({})},
		connectionId: '42',
	});
	told.statement('begin').ok().statement('target').sent();
	told.seesThread('Query', 'User sleep', 0).kills('query');
	told.acknowledgedIn('Query', 'User sleep');
	told.returns({type: 'rows', rows: 1, value: '1'});
	const [kill] = told.run.kills;
	t.regex(
		kill ? describeKill(told.run, kill) : '',
		/; the client got an OK and goes on\./,
	);
});
