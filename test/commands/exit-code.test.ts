import test from 'ava';
import {describeUnmet, exitCodeOf} from '../../source/commands/exit-code.js';
import {exitCodes} from '../../source/options/exit-codes.js';
import {
	committed,
	committedUnseen,
	disconnected,
	partial,
	rolledBack,
} from '../helpers/stories.js';
import {seenVerdict, story, storedRows, type Story} from '../helpers/story.js';

const cases: ReadonlyArray<readonly [number, string, () => Story]> = [
	[0, 'committed whole', () => committed()],
	[
		0,
		'committed whole, although the client never knew',
		() => committedUnseen(),
	],
	[0, 'rolled back whole by KILL QUERY', () => rolledBack()],
	[0, 'rolled back whole by KILL CONNECTION', () => disconnected()],
	[3, 'PARTIAL', () => partial()],
	[4, 'unknown', () => story().starts().looks().findsOutNothing('denied')],
	[4, 'no verdict', () => story().starts().stores()],
	[
		1,
		'rolled back whole without a kill',
		() =>
			story()
				.starts()
				.generates()
				.breaks('no space left on device')
				.statement('rollback')
				.ok()
				.looks()
				.finds('rolled back whole'),
	],
	[
		1,
		'rolled back whole after a kill that was lost, for another reason',
		() =>
			story()
				.starts()
				.inserts()
				.kills('query')
				.acknowledged()
				.sent()
				.ok()
				.generates()
				.breaks('no space left on device')
				.statement('rollback')
				.ok()
				.looks()
				.finds('rolled back whole'),
	],
	[
		1,
		'rolled back whole after a kill that was refused, for another reason',
		() =>
			story()
				.starts()
				.inserts()
				.kills('connection')
				.refused({errno: 1095, message: 'You are not owner'})
				.fails({errno: 1197, message: 'max_binlog_cache_size'})
				.statement('rollback')
				.ok()
				.looks()
				.finds('rolled back whole'),
	],
];

const lockWait = {errno: 1205, message: 'Lock wait timeout exceeded'};
const tableFull = {errno: 1114, message: "The table 'DataBlobs' is full"};
const hookError = {
	errno: 3100,
	message: "Error on observer while running replication hook 'before_commit'.",
};

/** Autocommit: the first of two files is stored, and the second INSERT is in its upload. */
function alone(): Story {
	return story()
		.starts({files: 2, autocommit: true})
		.stores()
		.inserts()
		.uploads(0.5);
}

/** Everything is inserted, and COMMIT is with the server. */
function committing(): Story {
	return story().starts({files: 1}).stores().statement('commit').sent();
}

/** The client rolls back, and the table is empty. */
function undone(told: Story): Story {
	return told.statement('rollback').ok().looks().finds('rolled back whole');
}

/** The end of a run, whatever led to it, and its code. */
const endings: ReadonlyArray<readonly [number, string, () => Story]> = [
	[
		1,
		'autocommit, and somebody else kills the connection in mid-upload',
		() => alone().drops().looks().finds('committed whole', storedRows(1)),
	],
	[
		0,
		'autocommit, and the lab kills the connection in mid-upload',
		() =>
			alone()
				.kills('connection')
				.acknowledged()
				.drops()
				.looks()
				.finds('committed whole', storedRows(1)),
	],
	[
		1,
		'autocommit, and the disk of the server is full',
		() =>
			alone()
				.uploads(1)
				.sent()
				.fails(tableFull)
				.looks()
				.finds('committed whole', storedRows(1)),
	],
	[
		1,
		'autocommit, and somebody else kills the connection between two INSERTs',
		() =>
			story()
				.starts({files: 2, autocommit: true})
				.stores()
				.generates()
				.closes()
				.looks()
				.finds('committed whole', storedRows(1)),
	],
	[
		0,
		'the connection closes after the last answer, autocommit',
		() =>
			story()
				.starts({files: 1, autocommit: true})
				.stores()
				.looks()
				.closes()
				.finds('committed whole', storedRows(1)),
	],
	[
		0,
		'the connection closes after the OK of COMMIT',
		() =>
			committing()
				.ok()
				.closes()
				.looks()
				.finds('committed whole', storedRows(1)),
	],
	[
		0,
		'the connection closes after the OK of ROLLBACK',
		() =>
			story()
				.starts()
				.inserts()
				.sent()
				.kills('query')
				.acknowledged()
				.fails()
				.statement('rollback')
				.ok()
				.closes()
				.looks()
				.finds('rolled back whole'),
	],
	[
		1,
		'somebody else kills the connection while COMMIT is held back',
		() =>
			story()
				.starts({files: 1})
				.stores()
				.closes()
				.looks()
				.finds('rolled back whole'),
	],
	[
		0,
		'the lab kills the connection while COMMIT is held back',
		() =>
			story()
				.starts({files: 1})
				.stores()
				.kills('connection')
				.acknowledged()
				.closes()
				.looks()
				.finds('rolled back whole'),
	],
	[
		1,
		'somebody else sends KILL QUERY',
		() => undone(story().starts().inserts().sent().fails()),
	],
	[
		1,
		'somebody else sends KILL QUERY, and the lab sent one that was lost',
		() =>
			undone(
				story()
					.starts()
					.inserts()
					.kills('query')
					.acknowledged()
					.uploads(1)
					.sent()
					.ok()
					.statement('check')
					.fails(),
			),
	],
	[
		1,
		'a kill of the lab interrupts, the file is left out, and the next INSERT fails by itself',
		() =>
			undone(
				story()
					.starts({onInterrupt: 'skip'})
					.inserts()
					.sent()
					.kills('query')
					.acknowledged()
					.fails()
					.inserts()
					.sent()
					.fails(lockWait),
			),
	],
	[
		1,
		'a kill of the lab interrupts, and somebody else kills the connection in ROLLBACK',
		() =>
			story()
				.starts()
				.inserts()
				.sent()
				.kills('query')
				.acknowledged()
				.fails()
				.statement('rollback')
				.drops()
				.looks()
				.finds('rolled back whole'),
	],
	[
		1,
		'somebody else was faster: the lab finds nobody',
		() =>
			story()
				.starts()
				.inserts()
				.kills('connection')
				.refused({errno: 1094, message: 'Unknown thread id: 42'})
				.drops()
				.looks()
				.finds('rolled back whole'),
	],
	[
		0,
		'a KILL CONNECTION is answered with 1317 before the connection closes',
		() =>
			story()
				.starts()
				.inserts()
				.sent()
				.kills('connection')
				.acknowledged()
				.fails()
				.closes()
				.looks()
				.finds('rolled back whole'),
	],
	[
		0,
		'Group Replication: KILL QUERY within a millisecond of COMMIT, and 3100',
		() =>
			undone(
				committing().after(0.7).kills('query').acknowledged().fails(hookError),
			),
	],
	[
		0,
		'Group Replication: KILL QUERY 20 ms after COMMIT of much, and 3100',
		() =>
			undone(
				committing().after(20).kills('query').acknowledged().fails(hookError),
			),
	],
	[
		1,
		'Group Replication: 3100, and a KILL QUERY after it',
		() => undone(committing().fails(hookError).kills('query').acknowledged()),
	],
	[
		1,
		'Group Replication: 3100 without a kill, as by the limit of a size',
		() => undone(committing().fails(hookError)),
	],
	[
		1,
		'Group Replication: 3100 after a KILL QUERY of an earlier statement',
		() =>
			undone(
				story()
					.starts({files: 1})
					.stores()
					.kills('query')
					.acknowledged()
					.statement('commit')
					.sent()
					.fails(hookError),
			),
	],
	[
		1,
		'3100 that is not the answer to COMMIT',
		() =>
			undone(
				story()
					.starts()
					.inserts()
					.sent()
					.kills('query')
					.acknowledged()
					.fails(hookError),
			),
	],
	...[1213, 1180, 1105].map(
		errno =>
			[
				1,
				`${errno} in COMMIT, with a KILL QUERY on its way`,
				() =>
					undone(
						committing()
							.kills('query')
							.acknowledged()
							.fails({errno, message: 'the cluster has decided'}),
					),
			] as const,
	),
	[
		1,
		'COMMIT was answered with OK, nothing is there, and a kill took effect',
		() =>
			committing()
				.kills('connection')
				.ok()
				.acknowledged()
				.closes()
				.looks()
				.emit({
					type: 'verdict',
					verdict: {
						...seenVerdict('rolled back whole', [], 1),
						isForgotten: true,
					},
				}),
	],
	[
		0,
		'the only file is left out after a KILL QUERY, and nothing is committed',
		() =>
			story()
				.starts({files: 1, onInterrupt: 'skip'})
				.inserts()
				.sent()
				.kills('query')
				.acknowledged()
				.fails()
				.statement('commit')
				.ok()
				.looks()
				.finds('rolled back whole'),
	],
	[
		1,
		'the user breaks a run off whose data are whole',
		() =>
			story()
				.starts({files: 2, autocommit: true})
				.stores()
				.breaks('interrupted by the user')
				.looks()
				.finds('committed whole', storedRows(1)),
	],
];

for (const [code, title, tell] of [...cases, ...endings]) {
	test(`${code}: ${title}`, t => {
		t.is(exitCodeOf(tell().run), code);
	});
}

const insisted: ReadonlyArray<
	readonly [number, 'committed' | 'rolled-back', string, () => Story]
> = [
	[0, 'committed', 'committed whole', () => committed()],
	[4, 'rolled-back', 'committed whole', () => committed()],
	[0, 'rolled-back', 'rolled back whole', () => rolledBack()],
	[4, 'committed', 'rolled back whole', () => disconnected()],
	[3, 'committed', 'PARTIAL', () => partial()],
	[4, 'committed', 'no verdict', () => story().starts().stores()],
	[
		1,
		'committed',
		'committed whole, and an error ended the run',
		() => alone().drops().looks().finds('committed whole', storedRows(1)),
	],
	[
		4,
		'committed',
		'rolled back whole by an error',
		() => undone(story().starts().inserts().sent().fails(lockWait)),
	],
];

for (const [code, expect, title, tell] of insisted) {
	test(`${code}: ${title} where ${expect} is expected`, t => {
		t.is(exitCodeOf(tell().run, expect), code);
	});
}

test('only whole data can be other than was expected', t => {
	t.is(
		describeUnmet(committed().run, 'rolled-back'),
		'--expect rolled-back was not met: committed whole',
	);
	t.is(describeUnmet(committed().run, 'committed'), undefined);
	t.is(describeUnmet(committed().run), undefined);
	t.is(describeUnmet(partial().run, 'committed'), undefined);
	t.is(describeUnmet(story().starts().run, 'committed'), undefined);
});

test('the codes in the help and the readme', t => {
	t.deepEqual(exitCodes, {
		atomic: 0,
		error: 1,
		usage: 2,
		violated: 3,
		unverified: 4,
		somebodyElse: 5,
		interrupted: 130,
	});
});
