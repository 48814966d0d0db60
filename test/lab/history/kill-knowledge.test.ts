import test from 'ava';
import {type Effect, type KillKind} from '../../../source/lab/events/kill.js';
import {
	commonKnowledge,
	knownOf,
	nowOf,
	whyOf,
	type KillPhase,
	type KillPlace,
} from '../../../source/lab/history/kill-knowledge.js';
import {type Surrounding} from '../../../source/lab/events/surroundings.js';
import {formatBytes} from '../../../source/format.js';
import {blobsFacts} from '../../../source/lab/workloads/blobs/facts.js';
import {type Pending} from '../../../source/lab/workloads/facts/knowledge.js';
import {
	brokenPipe,
	fileSize,
	interrupted,
	story,
	type Story,
} from '../../helpers/story.js';

const knowledge = [...blobsFacts.knowledge, ...commonKnowledge];

/** What is pending of files of 100 MB. */
function pendingFiles(files: number): Pending {
	return {steps: files, noun: 'file', amount: formatBytes(files * fileSize)};
}

const phases: readonly KillPhase[] = [
	'idle',
	'setup',
	'begin',
	'generate',
	'identify',
	'upload',
	'sent',
	'execute',
	'write',
	'verify',
	'commit',
	'blocked commit',
	'ack commit',
	'semi-sync commit',
	'certified commit',
	'cut off',
	'rollback',
	'look',
	'over',
];

for (const kind of ['query', 'connection'] as const) {
	for (const phase of phases) {
		test(`the effect of a ${kind} kill in the phase ${phase} is known`, t => {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				for (const autocommit of [false, true]) {
					t.truthy(knownOf(blobsFacts, kind, {phase, autocommit, flavour}));
				}
			}
		});
	}
}

test('every row is reached: it is the first to fit some place', t => {
	const reached = new Set<unknown>();
	for (const phase of [
		...phases,
		'hooked commit' as const,
		'answered commit' as const,
		'cut upload' as const,
	]) {
		for (const kind of ['query', 'connection'] as const) {
			for (const flavour of ['mysql', 'mariadb'] as const) {
				for (const autocommit of [false, true]) {
					reached.add(knownOf(blobsFacts, kind, {phase, autocommit, flavour}));
				}
			}
		}
	}

	t.deepEqual(
		knowledge.filter(row => !reached.has(row)),
		[],
	);
});

test('every row has all its sentences and a source', t => {
	for (const {why, source} of knowledge) {
		t.true(Object.keys(why).length > 0);
		for (const sentence of Object.values(why)) {
			t.regex(sentence, /^[A-Z].{10,}\.$/);
		}

		t.regex(source, /^measured on |^not sure$/);
	}
});

test('every line under a key fits into the narrow pane', t => {
	t.deepEqual(
		knowledge
			.flatMap(({now}) => [0, 1, 10].map(files => now(pendingFiles(files))))
			.filter(line => line.length > 38 || line.length < 10),
		[],
	);
});

type Line = readonly [
	kind: KillKind,
	place: Partial<KillPlace> & Pick<KillPlace, 'phase'>,
	files: number,
	line: string,
];

const lines: readonly Line[] = [
	['connection', {phase: 'upload'}, 0, 'nothing to roll back yet'],
	['connection', {phase: 'upload'}, 1, 'rolls back 1 file, 100 MB'],
	['connection', {phase: 'upload'}, 2, 'rolls back 2 files, 200 MB'],
	['connection', {phase: 'execute'}, 0, 'nothing to roll back yet'],
	['connection', {phase: 'execute'}, 1, 'rolls back 1 file at the check point'],
	[
		'connection',
		{phase: 'execute'},
		5,
		'rolls back 5 files at the check point',
	],
	['connection', {phase: 'write'}, 0, 'finishes the row, rolls back 1 file'],
	['connection', {phase: 'write'}, 5, 'finishes the row, rolls back 6 files'],
	['connection', {phase: 'sent'}, 0, 'disconnects; this row is undone'],
	['connection', {phase: 'sent'}, 2, 'rolls back 2 files, 200 MB'],
	[
		'connection',
		{phase: 'blocked commit'},
		0,
		'disconnects; nothing to roll back',
	],
	['connection', {phase: 'blocked commit'}, 2, 'rolls back 2 files, 200 MB'],
	['query', {phase: 'commit'}, 2, 'too late: it commits 2 files, 200 MB'],
	['query', {phase: 'commit'}, 0, 'too late: it commits nothing'],
	[
		'connection',
		{phase: 'write', autocommit: true},
		0,
		'disconnects, but the row commits',
	],
	[
		'connection',
		{phase: 'upload', autocommit: true},
		0,
		'disconnects; committed rows stay',
	],
	[
		'connection',
		{phase: 'sent', autocommit: true},
		0,
		'disconnects; this row may commit',
	],
];

for (const [kind, place, files, line] of lines) {
	test(`${kind} in ${place.phase}, ${files} files pending, autocommit ${place.autocommit ?? false}: ${line}`, t => {
		const known = knownOf(blobsFacts, kind, {
			autocommit: false,
			flavour: 'mysql',
			...place,
		});
		t.is(known?.now(pendingFiles(files)), line);
	});
}

const fullLines: readonly Line[] = [
	['connection', {phase: 'idle'}, 0, 'disconnects; nothing to roll back yet'],
	['connection', {phase: 'upload'}, 0, 'disconnects; nothing to roll back yet'],
	[
		'query',
		{phase: 'upload'},
		0,
		'would be lost: the server is still receiving the statement',
	],
	[
		'connection',
		{phase: 'execute'},
		1,
		'rolls back 1 file, 100 MB at the next check point',
	],
	[
		'connection',
		{phase: 'execute'},
		0,
		'disconnects; nothing to roll back yet',
	],
	[
		'connection',
		{phase: 'write'},
		5,
		'finishes this row, then rolls it and 5 files back',
	],
	['connection', {phase: 'write'}, 0, 'finishes this row, then rolls it back'],
];

for (const [kind, place, files, line] of fullLines) {
	test(`at full length, ${kind} in ${place.phase}, ${files} files pending: ${line}`, t => {
		const known = knownOf(blobsFacts, kind, {
			autocommit: false,
			flavour: 'mysql',
			...place,
		});
		t.is(known?.nowInFull?.(pendingFiles(files)), line);
	});
}

test('where there is room, the longer line is used', t => {
	const {run} = story().starts().stores(2).inserts().uploads(0.5);
	const short = 'lost: the server is still receiving';
	const full = 'would be lost: the server is still receiving the statement';
	t.is(nowOf('query', run), short);
	t.is(nowOf('query', run, full.length - 1), short);
	t.is(nowOf('query', run, full.length), full);
	t.is(nowOf('connection', run, 200), 'rolls back 2 files, 200 MB');
});

test('the line under the key follows the phase', t => {
	const told = story().starts().stores(2).inserts().uploads(0.5);
	t.is(nowOf('query', told.run), 'lost: the server is still receiving');
	t.is(nowOf('connection', told.run), 'rolls back 2 files, 200 MB');
	told.uploads(1).sent();
	t.is(nowOf('query', told.run), 'lost if still receiving, else 1317');
	told.seesThread('Sleep', 'starting', 2);
	t.is(nowOf('query', told.run), 'lost if still receiving, else 1317');
	told.seesThread('Execute', 'starting', 2);
	t.is(nowOf('query', told.run), 'error 1317 at the next check point');
	told.seesThread('Execute', 'update', 3);
	t.regex(nowOf('query', told.run) ?? '', /too late/);
	told.ok().statement('commit');
	t.regex(nowOf('connection', told.run) ?? '', /commits all or nothing/);
	told.seesThread('Query', 'Waiting for commit lock', 3);
	t.regex(nowOf('connection', told.run) ?? '', /rolls back/);
	told.seesThread('Query', 'Waiting for semi-sync ACK from replica', 3);
	t.is(nowOf('query', told.run), 'ignored until the ACK or the timeout');
	told.seesThread('Query', 'Waiting for certification', 3);
	t.is(nowOf('query', told.run), 'too late: the cluster decides');
	told.drops();
	t.regex(nowOf('connection', told.run) ?? '', /client is gone/);
	t.regex(nowOf('query', told.run) ?? '', /no client is left/);
	told.seesNothing();
	t.is(nowOf('connection', told.run), 'connection is gone (error 1094)');
	told.looks().finds('rolled back whole');
	t.is(nowOf('query', told.run), 'connection is gone (error 1094)');
});

test('what an earlier COMMIT waited for says nothing about the next statement', t => {
	const told = story().starts().stores().inserts();
	told.seesThread('Query', 'Waiting for certification', 1);
	t.is(nowOf('query', told.run), 'lost: the server is still receiving');
});

test('nothing is pending without an open transaction', t => {
	const told = story().starts({files: 2, autocommit: true}).stores(1);
	const place = {phase: 'idle', autocommit: false, flavour: 'mysql'} as const;
	t.is(
		nowOf('connection', {
			...told.run,
			plan: {...told.run.plan, autocommit: false},
			transaction: 'rolled back',
		}),
		knownOf(blobsFacts, 'connection', place)?.now(pendingFiles(0)),
	);
});

const semiSync: Surrounding = {
	type: 'semi-sync',
	point: 'AFTER_SYNC',
	timeout: 10_000,
	replicas: 0,
	acknowledgements: 1,
	isOn: true,
};

function mariadb(surroundings: readonly Surrounding[] = []): Story {
	const server = {
		flavour: 'mariadb',
		version: '10.11.19',
		product: 'MariaDB 10.11.19',
		address: 'test',
		tls: false,
		surroundings,
	} as const;
	return story().emit({type: 'server', server});
}

function committing(told = story()): Story {
	return told.starts({files: 1}).stores().statement('commit').sent();
}

const hookError = {errno: 3100, message: 'Error on observer'};
const ackOnMysql = 'Waiting for semi-sync ACK from replica';
const ackOnMariadb = 'Waiting for semi-sync ACK from slave';

/** What a kill met, its effect, and the reason given for it. */
const reasons: ReadonlyArray<
	readonly [
		title: string,
		tell: () => Story,
		effect: Effect,
		why: RegExp | undefined,
	]
> = [
	[
		'QUERY while nothing runs, MySQL',
		() => story().starts().kills('query').acknowledged(),
		'no-statement',
		/^No statement was running; a KILL QUERY does not wait/,
	],
	[
		'QUERY while nothing runs, MariaDB',
		() => mariadb().starts().kills('query').acknowledgedIn('Killed', ''),
		'no-statement',
		/MariaDB shows Killed until the next statement .* is not hit\.$/,
	],
	[
		'QUERY in BEGIN, and OK',
		() =>
			story().starts().statement('begin').kills('query').acknowledged().ok(),
		'too-late',
		/short statement was running: it ended/,
	],
	[
		'QUERY in SELECT CONNECTION_ID(), and 1317',
		() =>
			story()
				.starts()
				.generates()
				.made()
				.statement('identify')
				.kills('query')
				.acknowledged()
				.fails(),
		'interrupted',
		/short statement was running, and saw/,
	],
	[
		'QUERY in the upload, and OK',
		() =>
			story()
				.starts()
				.inserts()
				.uploads(0.5)
				.kills('query')
				.acknowledgedIn('Sleep', 'starting')
				.uploads(1)
				.sent()
				.ok(),
		'lost',
		/still receiving the statement/,
	],
	[
		'QUERY when the server was parsing, and OK',
		() =>
			story()
				.starts()
				.inserts()
				.uploads(1)
				.sent()
				.kills('query')
				.acknowledgedIn('Execute', 'starting')
				.ok(),
		'lost',
		/just before the statement began/,
	],
	[
		'QUERY when the server had not been seen executing the statement, and OK',
		() =>
			story()
				.starts()
				.inserts()
				.uploads(1)
				.sent()
				.kills('query')
				.acknowledged()
				.ok(),
		'too-late',
		/row was being written/,
	],
	[
		'QUERY when the server had not been seen executing the statement, and 1317',
		() =>
			story()
				.starts()
				.inserts()
				.uploads(1)
				.sent()
				.kills('query')
				.acknowledged()
				.fails(),
		'interrupted',
		/saw the flag at its next check point/,
	],
	[
		'QUERY in the execution, and OK, without a look',
		() =>
			story()
				.starts()
				.inserts()
				.uploads(1)
				.sent()
				.seesThread('Execute', 'starting', 0)
				.kills('query')
				.acknowledged()
				.ok(),
		'too-late',
		/row was being written/,
	],
	[
		'QUERY in the comparison, and OK',
		() =>
			story()
				.starts()
				.stores()
				.statement('check')
				.kills('query')
				.acknowledged()
				.ok(),
		'too-late',
		/ended before it checked the flag/,
	],
	[
		'QUERY in COMMIT, and OK',
		() => committing().kills('query').acknowledged().ok(),
		'too-late',
		/past its point of no return/,
	],
	[
		'QUERY in a COMMIT that waits for a lock, as seen with the kill',
		() =>
			committing()
				.kills('query')
				.acknowledgedIn('Query', 'Waiting for commit lock')
				.fails(),
		'interrupted',
		/waiting for a lock/,
	],
	[
		'QUERY in a COMMIT that was not seen, and 1317',
		() => committing().kills('query').acknowledged().fails(interrupted),
		'interrupted',
		/waiting for a lock/,
	],
	[
		'QUERY in COMMIT on a group, and 3100',
		() =>
			committing().after(0.5).kills('query').acknowledged().fails(hookError),
		'interrupted',
		/before the group had the transaction.* 3100/,
	],
	[
		'QUERY in a COMMIT that waits for an ACK, MySQL',
		() => committing().kills('query').acknowledgedIn('Query', ackOnMysql).ok(),
		'too-late',
		/MySQL does not check the flag/,
	],
	[
		'QUERY in a COMMIT that waits for an ACK, MariaDB, as an earlier look has shown',
		() =>
			committing(mariadb())
				.seesThread('Query', ackOnMariadb, 1)
				.kills('query')
				.acknowledgedIn('Killed', '')
				.ok(),
		'too-late',
		/MariaDB ends that wait at once/,
	],
	[
		'QUERY in a COMMIT under semi-sync whose wait nobody saw, MariaDB',
		() =>
			committing(mariadb([semiSync]))
				.kills('query')
				.acknowledgedIn('Killed', '')
				.ok(),
		'too-late',
		/perhaps on this server only/,
	],
	[
		'QUERY in a COMMIT while semi-sync has given up waiting, MariaDB',
		() =>
			committing(mariadb([{...semiSync, isOn: false}]))
				.kills('query')
				.acknowledgedIn('Killed', '')
				.ok(),
		'too-late',
		/does not check the flag\.$/,
	],
	[
		'QUERY in a COMMIT that waits for certification',
		() =>
			committing(mariadb())
				.kills('query')
				.acknowledgedIn('Killed', 'Waiting for certification')
				.ok(),
		'too-late',
		/waiting for the nodes of the cluster/,
	],
	[
		'CONNECTION in a COMMIT that waits for an ACK',
		() =>
			committing()
				.kills('connection')
				.acknowledgedIn('Query', ackOnMysql)
				.drops(),
		'disconnected',
		/the data are committed\. The thread and its row locks stay/,
	],
	[
		'CONNECTION in a COMMIT that waits for an ACK, MariaDB',
		() =>
			committing(mariadb())
				.seesThread('Query', ackOnMariadb, 1)
				.kills('connection')
				.acknowledgedIn('Killed', ackOnMariadb)
				.drops(),
		'disconnected',
		/but the data are committed\.$/,
	],
	[
		'CONNECTION in a COMMIT that waits for certification',
		() =>
			committing(mariadb())
				.kills('connection')
				.acknowledgedIn('Killed', 'Waiting for certification')
				.drops(),
		'disconnected',
		/on every node, unless this one has lost the majority/,
	],
	[
		'CONNECTION in COMMIT',
		() => committing().kills('connection').acknowledged().drops(),
		'disconnected',
		/never got the answer .* verdict/,
	],
	[
		'CONNECTION in COMMIT, whose OK came first',
		() =>
			committing()
				.kills('connection')
				.ok()
				.acknowledged()
				.emit({type: 'connection-lost', failure: brokenPipe}),
		'disconnected',
		/COMMIT returned OK before/,
	],
	[
		'QUERY in COMMIT, acknowledged after OK: the reason does not say that the connection closed',
		() => committing().kills('query').ok().acknowledged(),
		'too-late',
		/past its point of no return/,
	],
	[
		'CONNECTION during an upload after a COMMIT of the same run: the answered COMMIT does not matter',
		() =>
			story()
				.starts()
				.statement('commit')
				.ok()
				.inserts()
				.kills('connection')
				.acknowledged()
				.drops(),
		'disconnected',
		/rolls its transaction back/,
	],
	[
		'CONNECTION in the row write under autocommit',
		() =>
			story()
				.starts({autocommit: true})
				.inserts()
				.uploads(1)
				.sent()
				.kills('connection')
				.acknowledgedIn('Execute', 'update')
				.drops(),
		'disconnected',
		/its row is committed/,
	],
];

for (const [title, tell, effect, why] of reasons) {
	test(`the reason: ${title}`, t => {
		const {run} = tell();
		const kill = run.kills.at(-1);
		t.is(kill?.effect?.effect, effect);
		const sentence = kill && whyOf(run, kill);
		if (why) {
			t.regex(sentence ?? '', why);
		} else {
			t.is(sentence, undefined);
		}
	});
}

test('a loss before a kill explains an unknown effect, and one that found nobody', t => {
	const because = (told: Story) => {
		const {run} = told;
		const kill = run.kills.at(-1);
		return kill && [kill.effect?.effect, whyOf(run, kill)];
	};

	const executing = () => story().starts().inserts().uploads(1).sent();
	t.deepEqual(
		because(
			executing()
				.drops()
				.kills('connection')
				.refused({errno: 1094, message: 'Unknown thread id: 42'}),
		),
		['already-gone', 'The connection had already ended.'],
	);
	t.deepEqual(
		because(
			executing()
				.seesThread('Execute', 'update', 1)
				.drops()
				.kills('query')
				.acknowledged(1, {type: 'gone'}),
		),
		['no-statement', 'No statement was running any more.'],
	);
	t.deepEqual(because(executing().kills('query').acknowledged().drops()), [
		'unknown',
		undefined,
	]);
	t.deepEqual(
		because(story().starts().kills('query').after(0).closes().acknowledged()),
		['unknown', undefined],
	);
});

test('an idle KILL QUERY depends on the flavour, and under autocommit committed rows stay in every phase', t => {
	const flavour = 'mysql';
	const idle = {phase: 'generate', autocommit: false} as const;
	t.not(
		knownOf(blobsFacts, 'query', {...idle, flavour: 'mariadb'}),
		knownOf(blobsFacts, 'query', {...idle, flavour}),
	);
	for (const phase of [
		'idle',
		'setup',
		'begin',
		'generate',
		'identify',
		'upload',
		'execute',
		'verify',
	] as const) {
		const place = {phase, autocommit: true, flavour} as const;
		t.is(
			knownOf(blobsFacts, 'connection', place)?.now(pendingFiles(1)),
			'disconnects; committed rows stay',
		);
	}
});

test('a KILL CONNECTION that finds nobody during the look after a loss is explained', t => {
	const told = story().starts().inserts().drops().looks().kills('connection');
	told.refused({errno: 1094, message: 'Unknown thread id: 42'});
	const kill = told.run.kills.at(-1);
	t.regex(
		kill ? (whyOf(told.run, kill) ?? '') : '',
		/^The connection had .*ended/,
	);
});

test('a lost connection is gone only once its thread is seen to be gone, or the run is over', t => {
	const gone = 'connection is gone (error 1094)';
	const told = story().starts().closes();
	t.is(nowOf('query', told.run), gone);
	told.seesThread('Sleep', '', 0);
	t.not(nowOf('query', told.run), gone);
	told.looks().finds('rolled back whole');
	t.is(nowOf('query', told.run), gone);
});

test('a KILL CONNECTION beside the KILL QUERY that ended COMMIT before the group had it is not explained', t => {
	const {run} = committing()
		.kills('query')
		.acknowledged()
		.kills('connection')
		.acknowledged()
		.fails(hookError)
		.closes();
	const kill = run.kills.at(-1);
	t.is(kill?.effect?.effect, 'disconnected');
	t.is(kill && whyOf(run, kill), undefined);
});

test('a kill whose effect is not known has no reason yet', t => {
	const {run} = story().starts().inserts().kills('query');
	t.is(run.kills[0] && whyOf(run, run.kills[0]), undefined);
});

/** A KILL QUERY in an upload. */
const killedInUpload = () =>
	story()
		.starts()
		.inserts()
		.uploads(0.5)
		.kills('query')
		.acknowledgedIn('Sleep', 'starting');

test('a QUERY in an upload that a CONNECTION cuts off is not said to be cleared by an execution that never began', t => {
	const {run} = killedInUpload().kills('connection').acknowledged().drops();
	const [kill] = run.kills;
	t.is(kill?.effect?.effect, 'lost');
	t.regex(kill ? (whyOf(run, kill) ?? '') : '', /never began to execute it/);
});

test('a QUERY in the upload before the one that a CONNECTION cuts off is', t => {
	const {run} = killedInUpload()
		.uploads(1)
		.sent()
		.ok()
		.inserts()
		.uploads(0.5)
		.kills('connection')
		.acknowledged()
		.drops();
	const [kill] = run.kills;
	t.is(kill?.effect?.effect, 'lost');
	t.regex(kill ? (whyOf(run, kill) ?? '') : '', /when execution began\.$/);
});
