import test from 'ava';
import {
	effectOf,
	effects,
	struckBy,
	wasNeverBegun,
} from '../../../source/lab/history/effect.js';
import {type Effect} from '../../../source/lab/events/kill.js';
import {story, type Story} from '../../helpers/story.js';

const noSuchThread = {errno: 1094, message: 'Unknown thread id: 42'};
const notOwner = {errno: 1095, message: 'You are not owner of thread 42'};
const lockWait = {errno: 1205, message: 'Lock wait timeout exceeded'};
const controlLost = {
	message: "Can't add new command when connection is in closed state",
};

/** A run whose first file has reached this part of its upload, or executes. */
function uploading(part = 0.5): Story {
	return story().starts().inserts().uploads(part);
}

function executing(): Story {
	return uploading(1).sent();
}

/** MariaDB, with all of the first file uploaded but the last byte. */
function mariadb(): Story {
	const server = {
		flavour: 'mariadb',
		version: '10.11.18',
		product: 'MariaDB 10.11.18',
		address: 'test',
		tls: false,
		surroundings: [],
	} as const;
	return story().emit({type: 'server', server}).starts().inserts().uploads(1);
}

function committing(): Story {
	return story().starts({files: 1}).stores().statement('commit');
}

type Case = readonly [
	title: string,
	tell: () => Story,
	expected: ReadonlyArray<Effect | undefined>,
];

const cases: readonly Case[] = [
	// KILL QUERY, phase by phase.
	[
		'QUERY while nothing runs',
		() => story().starts().kills('query').acknowledged(),
		['no-statement'],
	],
	[
		'QUERY while a file is created',
		() => story().starts().generates().kills('query').acknowledged(),
		['no-statement'],
	],
	[
		'QUERY during the upload, and the INSERT returns OK',
		() => uploading().kills('query').acknowledged().uploads(1).sent().ok(),
		['lost'],
	],
	[
		'QUERY when the kernel had all bytes, but the server was still reading',
		() => executing().kills('query').acknowledgedIn('Sleep', 'starting').ok(),
		['lost'],
	],
	[
		'QUERY that the server took just before it began to parse',
		() => executing().kills('query').acknowledgedIn('Execute', 'starting').ok(),
		['lost'],
	],
	[
		'QUERY while the row is written',
		() => executing().kills('query').acknowledgedIn('Execute', 'update').ok(),
		['too-late'],
	],
	[
		'QUERY while the row is written, as an earlier look has shown; with the kill the thread shows no state',
		() =>
			executing()
				.seesThread('Execute', 'Update', 1)
				.kills('query')
				.acknowledgedIn('Killed', '')
				.ok(),
		['too-late'],
	],
	[
		'QUERY during the upload of the last bytes, when the server was already parsing',
		() =>
			uploading()
				.kills('query')
				.acknowledgedIn('Execute', 'starting')
				.uploads(1)
				.sent()
				.fails(),
		['interrupted'],
	],
	[
		'the effect waits for the look that comes with the kill',
		() =>
			executing()
				.kills('query')
				.emit({type: 'kill-acknowledged', kill: 1})
				.ok(),
		[undefined],
	],
	[
		'QUERY before the first byte, and the INSERT returns OK',
		() =>
			story()
				.starts()
				.inserts()
				.kills('query')
				.acknowledged()
				.uploads(1)
				.sent()
				.ok(),
		['lost'],
	],
	[
		'QUERY during the upload, acknowledged during the execution, and OK',
		() => uploading().kills('query').sent().acknowledged().ok(),
		['lost'],
	],
	[
		'QUERY during the execution, and 1317',
		() => executing().kills('query').acknowledged().fails(),
		['interrupted'],
	],
	[
		'QUERY during the upload, but 1317: the server was further than the client knew',
		() => uploading().kills('query').acknowledged().sent().fails(),
		['interrupted'],
	],
	[
		'QUERY during the row write, and OK',
		() => executing().kills('query').acknowledged().ok(),
		['too-late'],
	],
	[
		'QUERY during the comparison, and 1317',
		() =>
			executing().ok().statement('check').kills('query').acknowledged().fails(),
		['interrupted'],
	],
	[
		'QUERY during the comparison, and OK',
		() =>
			executing().ok().statement('check').kills('query').acknowledged().ok(),
		['too-late'],
	],
	[
		'QUERY during the comparison, which had ended when a busy server took the KILL: it was reading the next INSERT',
		() =>
			executing()
				.ok()
				.statement('check')
				.kills('query')
				.ok()
				.inserts()
				.acknowledgedIn('Sleep', 'starting')
				.uploads(1)
				.sent()
				.ok(),
		['lost'],
	],
	[
		'the same, and a KILL CONNECTION cut the upload off',
		() =>
			executing()
				.ok()
				.statement('check')
				.kills('query')
				.ok()
				.inserts()
				.acknowledgedIn('Sleep', 'starting')
				.drops(),
		['lost'],
	],
	[
		'QUERY when the INSERT is being answered',
		() =>
			mariadb()
				.sent()
				.kills('query')
				.acknowledgedIn('Execute', 'Writing to net')
				.ok(),
		['too-late'],
	],
	[
		'QUERY during the upload of a small INSERT that is already being answered',
		() =>
			mariadb()
				.kills('query')
				.sent()
				.acknowledgedIn('Execute', 'Writing to net')
				.ok(),
		['lost'],
	],
	[
		'QUERY when the statement is at its end',
		() =>
			mariadb()
				.sent()
				.kills('query')
				.acknowledgedIn('Execute', 'Query end')
				.ok(),
		['too-late'],
	],
	[
		'QUERY before the server has begun a SELECT, and another one after that',
		() =>
			mariadb()
				.sent()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledgedIn('Killed', '')
				.kills('query')
				.acknowledgedIn('Killed', 'Sending data')
				.fails(),
		['lost', 'interrupted'],
	],
	[
		'QUERY before the server has begun a SELECT, which is seen running without the flag, and another one',
		() =>
			mariadb()
				.sent()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledgedIn('Query', 'Sending data')
				.kills('query')
				.acknowledgedIn('Killed', 'Sending data')
				.fails(),
		['lost', 'interrupted'],
	],
	[
		'QUERY during COMMIT, and OK',
		() => committing().kills('query').acknowledged().ok(),
		['too-late'],
	],
	[
		'QUERY during a COMMIT that waits for FLUSH TABLES WITH READ LOCK, and 1317',
		() => committing().kills('query').acknowledged().fails(),
		['interrupted'],
	],
	[
		'QUERY during ROLLBACK, and OK',
		() =>
			executing()
				.fails()
				.statement('rollback')
				.kills('query')
				.acknowledged()
				.ok(),
		['too-late'],
	],
	[
		'QUERY, and the statement fails for another reason',
		() => executing().kills('query').acknowledged().fails(lockWait),
		['unknown'],
	],
	[
		'QUERY during the upload, acknowledged there, and the statement fails for another reason',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.uploads(1)
				.sent()
				.fails(lockWait),
		['lost'],
	],
	[
		'QUERY during the upload, which never ends, and the statement fails for another reason',
		() => uploading().kills('query').acknowledged().fails(lockWait),
		['lost'],
	],
	[
		'QUERY during the comparison, which fails for another reason',
		() =>
			executing()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledged()
				.fails(lockWait),
		['unknown'],
	],
	[
		'QUERY that is answered at the same moment as the statement is sent, which fails for another reason',
		() =>
			uploading().kills('query').acknowledged().after(0).sent().fails(lockWait),
		['unknown'],
	],
	[
		'QUERY at the same moment as the INSERT is sent, and OK',
		() => uploading(1).sent().after(0).kills('query').acknowledged().ok(),
		['too-late'],
	],
	[
		'two on a SELECT on MySQL, seen running after both',
		() =>
			executing()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledgedIn('Query', 'executing')
				.kills('query')
				.acknowledgedIn('Query', 'executing')
				.fails(),
		['interrupted', 'interrupted'],
	],
	[
		'two on a SELECT on MariaDB, seen running with the flag after both',
		() =>
			mariadb()
				.sent()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledgedIn('Killed', 'Sending data')
				.kills('query')
				.acknowledgedIn('Killed', 'Sending data')
				.fails(),
		['interrupted', 'interrupted'],
	],
	[
		'two on a SELECT on MariaDB, where the thread slept at the first',
		() =>
			mariadb()
				.sent()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledgedIn('Sleep', '')
				.kills('query')
				.acknowledgedIn('Killed', 'Sending data')
				.fails(),
		['interrupted', 'interrupted'],
	],
	[
		'QUERY, and the connection is lost',
		() => executing().kills('query').acknowledged().drops(),
		['unknown'],
	],
	[
		'QUERY, not acknowledged yet, although the statement has ended',
		() => executing().kills('query').fails(),
		[undefined],
	],
	[
		'QUERY, acknowledged, and the statement still runs',
		() => executing().kills('query').acknowledged(),
		[undefined],
	],
	[
		'QUERY, and no statement ends before the verdict',
		() =>
			executing()
				.kills('query')
				.acknowledged()
				.looks()
				.findsOutNothing('interrupted by the user'),
		['unknown'],
	],

	// The acknowledgement comes late.
	[
		'QUERY, acknowledged after 1317',
		() => executing().kills('query').fails().acknowledged(),
		['interrupted'],
	],
	[
		'QUERY, acknowledged after OK',
		() => executing().kills('query').ok().acknowledged(),
		['too-late'],
	],
	[
		'QUERY, acknowledged after the next statement began: still open',
		() => executing().kills('query').ok().statement('check').acknowledged(),
		[undefined],
	],
	[
		'QUERY, acknowledged after the next statement began, which it hits',
		() =>
			executing().kills('query').ok().statement('check').acknowledged().fails(),
		['interrupted'],
	],
	[
		'QUERY, acknowledged after the next statement began, and both return OK',
		() =>
			executing().kills('query').ok().statement('check').acknowledged().ok(),
		['too-late'],
	],
	[
		'QUERY while a file is created, acknowledged in the next upload, and OK',
		() =>
			story()
				.starts()
				.generates()
				.made()
				.kills('query')
				.statement('target')
				.acknowledged()
				.uploads(1)
				.sent()
				.ok(),
		['no-statement'],
	],
	[
		'QUERY while a file is created, acknowledged in the next upload, and 1317',
		() =>
			story()
				.starts()
				.generates()
				.made()
				.kills('query')
				.statement('target')
				.acknowledged()
				.sent()
				.fails(),
		['interrupted'],
	],
	[
		'QUERY, acknowledged before the next statement, which fails with a 1317 that this kill did not cause',
		() =>
			story().starts().kills('query').acknowledged().inserts().sent().fails(),
		['no-statement'],
	],
	[
		'QUERY at the same moment as the INSERT begins, and OK',
		() =>
			story()
				.starts()
				.generates()
				.made()
				.statement('target')
				.after(0)
				.kills('query')
				.acknowledged()
				.uploads(1)
				.sent()
				.ok(),
		['lost'],
	],
	[
		'QUERY while a file is created, acknowledged at the same moment as the INSERT begins, and 1317',
		() =>
			story()
				.starts()
				.generates()
				.made()
				.kills('query')
				.statement('target')
				.after(0)
				.acknowledged()
				.sent()
				.fails(),
		['interrupted'],
	],
	[
		'QUERY at the same moment as 1317',
		() => executing().fails().after(0).kills('query').acknowledged(),
		['interrupted'],
	],
	[
		'QUERY during the comparison, acknowledged in the next upload, where the account sees no thread, and OK',
		() =>
			executing()
				.ok()
				.statement('check')
				.kills('query')
				.ok()
				.inserts()
				.acknowledged()
				.uploads(1)
				.sent()
				.ok(),
		['too-late'],
	],
	[
		'QUERY, acknowledged, but the look that comes with it is late: the next statement fails by itself',
		() =>
			executing()
				.kills('query')
				.emit({type: 'kill-acknowledged', kill: 1})
				.ok()
				.statement('check')
				.fails(),
		[undefined],
	],
	[
		'QUERY, acknowledged, but the look that comes with it never arrives',
		() =>
			executing()
				.kills('query')
				.emit({type: 'kill-acknowledged', kill: 1})
				.ok()
				.looks()
				.finds('PARTIAL'),
		['unknown'],
	],
	[
		'QUERY on a lost connection, and the look that comes with it never arrives',
		() =>
			executing()
				.drops()
				.kills('query')
				.emit({type: 'kill-acknowledged', kill: 1})
				.looks()
				.finds('rolled back whole'),
		['unknown'],
	],
	[
		'QUERY while nothing runs, acknowledged when the connection is lost',
		() => story().starts().kills('query').closes().acknowledged(),
		['no-statement'],
	],
	[
		'QUERY while nothing runs, at the same moment as the connection closes',
		() => story().starts().kills('query').after(0).closes().acknowledged(),
		['unknown'],
	],
	[
		'QUERY when the kernel has all bytes, but the server is seen still reading, and the statement fails for another reason',
		() =>
			executing()
				.kills('query')
				.acknowledgedIn('Sleep', 'starting')
				.fails(lockWait),
		['lost'],
	],

	// Several on one statement.
	[
		'QUERY in the upload and QUERY in the execution, and 1317',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.sent()
				.kills('query')
				.acknowledged()
				.fails(),
		['lost', 'interrupted'],
	],
	[
		'QUERY sent before an INSERT and answered in it, and another one',
		() =>
			story()
				.starts({files: 1})
				.statement('identify')
				.kills('query')
				.ok()
				.inserts()
				.uploads(1)
				.sent()
				.acknowledged(1)
				.kills('query')
				.acknowledged(2)
				.fails(),
		['interrupted', 'interrupted'],
	],
	[
		'two in the upload, and OK',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.kills('query')
				.acknowledged()
				.sent()
				.ok(),
		['lost', 'lost'],
	],
	[
		'two in the execution, and 1317',
		() =>
			executing()
				.kills('query')
				.acknowledged()
				.kills('query')
				.acknowledged()
				.fails(),
		['interrupted', 'interrupted'],
	],
	[
		'QUERY in the upload and QUERY in the execution, and OK',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.sent()
				.kills('query')
				.acknowledged()
				.ok(),
		['lost', 'too-late'],
	],
	[
		'a second QUERY whose answer was lost: the first one explains 1317',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.kills('query')
				.refused(controlLost)
				.sent()
				.fails(),
		['interrupted', undefined],
	],
	[
		'two that are both acknowledged after 1317',
		() =>
			executing()
				.kills('query')
				.kills('query')
				.fails()
				.acknowledged(1)
				.acknowledged(2),
		['interrupted', 'interrupted'],
	],
	[
		'QUERY on one file and QUERY on the next',
		() =>
			executing()
				.kills('query')
				.acknowledged()
				.ok()
				.inserts()
				.kills('query')
				.acknowledged()
				.sent()
				.ok(),
		['too-late', 'lost'],
	],
	[
		'a second QUERY that has no answer yet explains nothing',
		() => uploading().kills('query').acknowledged().kills('query').fails(),
		['interrupted', undefined],
	],
	[
		'two in an upload that was never sent completely, and 1317',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.kills('query')
				.acknowledged()
				.fails(),
		['lost', 'interrupted'],
	],
	[
		'QUERY in the upload, CONNECTION after it, and 1317',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.kills('connection')
				.acknowledged()
				.sent()
				.fails(),
		['interrupted', undefined],
	],
	[
		'QUERY in the upload, acknowledged after one that was sent at the same moment as 1317',
		() =>
			uploading()
				.kills('query')
				.sent()
				.fails()
				.after(0)
				.kills('query')
				.acknowledged(2)
				.acknowledged(1),
		['lost', 'interrupted'],
	],
	[
		'QUERY in the upload, acknowledged after one that was sent after 1317',
		() =>
			uploading()
				.kills('query')
				.sent()
				.fails()
				.kills('query')
				.acknowledged(2)
				.acknowledged(1),
		['interrupted', 'no-statement'],
	],
	[
		"two on a SELECT on MariaDB that the account can't see",
		() =>
			mariadb()
				.sent()
				.ok()
				.statement('check')
				.kills('query')
				.acknowledged()
				.kills('query')
				.acknowledged()
				.fails(),
		['interrupted', 'interrupted'],
	],
	[
		'QUERY on a SELECT on MariaDB, and 1317 before the look that comes with the kill',
		() =>
			mariadb()
				.sent()
				.ok()
				.statement('check')
				.kills('query')
				.emit({type: 'kill-acknowledged', kill: 1})
				.fails(),
		['interrupted'],
	],

	// KILL CONNECTION.
	[
		'CONNECTION at the same moment as the connection closes',
		() => story().starts().kills('connection').after(0).closes().acknowledged(),
		['disconnected'],
	],
	[
		'CONNECTION while nothing runs',
		() => story().starts().kills('connection').acknowledged().closes(),
		['disconnected'],
	],
	[
		'CONNECTION while a file is created',
		() =>
			story().starts().generates().kills('connection').acknowledged().closes(),
		['disconnected'],
	],
	[
		'CONNECTION during the upload',
		() => uploading().kills('connection').acknowledged().drops(),
		['disconnected'],
	],
	[
		'CONNECTION during the execution',
		() => executing().kills('connection').acknowledged().drops(),
		['disconnected'],
	],
	[
		'CONNECTION, and the socket closes before the acknowledgement',
		() => executing().kills('connection').drops().acknowledged(),
		['disconnected'],
	],
	[
		'CONNECTION during COMMIT',
		() => committing().kills('connection').acknowledged().drops(),
		['disconnected'],
	],
	[
		'CONNECTION, and the client has not noticed yet',
		() => executing().kills('connection').acknowledged(),
		[undefined],
	],
	[
		'CONNECTION, and the client never notices',
		() =>
			executing().kills('connection').acknowledged().looks().finds('PARTIAL'),
		['unknown'],
	],
	[
		'CONNECTION, and the thread was still there at the last look',
		() =>
			executing()
				.seesThread('Execute', 'update', 1)
				.kills('connection')
				.acknowledged()
				.looks()
				.finds('PARTIAL'),
		['unknown'],
	],
	[
		'CONNECTION that was sent when the client lost the connection',
		() => executing().kills('connection').after(0).drops().acknowledged(),
		['disconnected'],
	],
	[
		'QUERY while nothing runs, on a connection that is lost after it',
		() => story().starts().kills('query').acknowledged().closes(),
		['no-statement'],
	],
	[
		'CONNECTION, accepted although the connection was lost before',
		() => executing().drops().kills('connection').acknowledged(),
		['already-gone'],
	],
	[
		'CONNECTION, and QUERY while the server still executes the statement',
		() =>
			executing()
				.kills('connection')
				.acknowledged()
				.drops()
				.kills('query')
				.acknowledgedIn('Execute', 'update'),
		['disconnected', 'unknown'],
	],
	[
		'CONNECTION, and QUERY when its thread is gone',
		() =>
			executing()
				.kills('connection')
				.acknowledged()
				.drops()
				.kills('query')
				.acknowledged(2, {type: 'gone'}),
		['disconnected', 'no-statement'],
	],
	[
		'CONNECTION after the last answer, before the client disconnects',
		() =>
			committing()
				.ok()
				.looks()
				.kills('connection')
				.acknowledged()
				.seesNothing()
				.finds('committed whole', []),
		['disconnected'],
	],
	[
		'QUERY in the upload, then CONNECTION',
		() =>
			uploading()
				.kills('query')
				.acknowledged()
				.kills('connection')
				.acknowledged()
				.drops(),
		['lost', 'disconnected'],
	],
	[
		'QUERY that interrupts, then CONNECTION during the rollback',
		() =>
			executing()
				.kills('query')
				.acknowledged()
				.fails()
				.statement('rollback')
				.kills('connection')
				.acknowledged()
				.drops(),
		['interrupted', 'disconnected'],
	],

	// Refused.
	[
		'CONNECTION after the end: 1094',
		() => executing().drops().kills('connection').refused(noSuchThread),
		['already-gone'],
	],
	[
		'QUERY after the run: 1094',
		() =>
			committing()
				.ok()
				.looks()
				.finds('committed whole')
				.kills('query')
				.refused(noSuchThread),
		['already-gone'],
	],
	[
		'QUERY without the privilege: 1095',
		() => executing().kills('query').refused(notOwner),
		['refused'],
	],
	[
		'CONNECTION without the privilege: 1095',
		() => executing().kills('connection').refused(notOwner).ok(),
		['refused'],
	],
	[
		'the control connection is lost: not known yet',
		() => executing().kills('query').refused(controlLost),
		[undefined],
	],
	[
		'the control connection is lost, and 1317',
		() => executing().kills('query').refused(controlLost).fails(),
		['interrupted'],
	],
	[
		'the control connection is lost with a CONNECTION, and 1317: the lab sent no KILL QUERY that could explain it',
		() => executing().kills('connection').refused(controlLost).fails(),
		[undefined],
	],
	[
		'the control connection is lost after a CONNECTION that was accepted, and 1317',
		() =>
			executing()
				.kills('connection')
				.acknowledged()
				.kills('query')
				.refused(controlLost)
				.fails(),
		[undefined, 'interrupted'],
	],
	[
		'the control connection is lost, 1317, and another QUERY has no answer yet',
		() =>
			executing().kills('query').kills('query').refused(controlLost, 1).fails(),
		['interrupted', undefined],
	],
	[
		'the control connection is lost, and 1317 on another statement than the QUERY before',
		() =>
			executing()
				.kills('query')
				.acknowledged()
				.ok()
				.statement('check')
				.kills('query')
				.refused(controlLost)
				.fails(),
		['too-late', 'interrupted'],
	],
	[
		'the control connection is lost, and OK',
		() =>
			executing()
				.kills('query')
				.refused(controlLost)
				.ok()
				.looks()
				.finds('committed whole'),
		['unknown'],
	],
	[
		'the control connection is lost, and the other one too',
		() =>
			executing()
				.kills('connection')
				.refused(controlLost)
				.drops()
				.looks()
				.finds('rolled back whole'),
		['unknown'],
	],
];

for (const [title, tell, expected] of cases) {
	test(title, t => {
		t.deepEqual(tell().effects, expected);
	});
}

test('an effect is reported once and stays', t => {
	const told = executing().kills('query').acknowledged().fails();
	t.deepEqual(effects(told.run), []);
	told.statement('rollback').ok().looks().finds('rolled back whole');
	t.deepEqual(told.effects, ['interrupted']);
	t.is(told.events.filter(({type}) => type === 'kill-effect').length, 1);
});

test('every effect that has not been reported yet is reported, for each kill', t => {
	const {run} = uploading()
		.kills('query')
		.acknowledged()
		.sent()
		.kills('query')
		.acknowledged()
		.fails();
	const kills = run.kills.map(({effect, ...kill}) => kill);
	t.deepEqual(effects({...run, kills}), [
		{kill: 1, effect: 'lost'},
		{kill: 2, effect: 'interrupted'},
	]);
	t.deepEqual(
		kills.map(kill => effectOf(kill, run)),
		['lost', 'interrupted'],
	);
});

test('the statement that a kill has hit is known before the server has answered the KILL', t => {
	const {run} = executing().kills('query').fails();
	const [kill] = run.kills;
	t.is(kill && struckBy(kill, run), run.statements.at(-1));
});

test('a target was never begun if the connection was lost before the server had all of it', t => {
	for (const [expected, tell] of [
		[true, () => uploading().kills('query').acknowledged().drops()],
		[false, () => uploading().kills('query').acknowledged()],
		[false, () => uploading().kills('query').acknowledged().fails(lockWait)],
		[false, () => uploading().kills('query').acknowledged().sent().drops()],
		[
			false,
			() =>
				executing()
					.ok()
					.statement('check')
					.kills('query')
					.acknowledged()
					.drops(),
		],
		[false, () => story().starts().kills('query').acknowledged()],
	] as const) {
		const {run} = tell();
		const [kill] = run.kills;
		t.is(kill && wasNeverBegun(kill, run), expected);
	}
});

test('without a run there are no effects', t => {
	t.deepEqual(effects(undefined), []);
});
