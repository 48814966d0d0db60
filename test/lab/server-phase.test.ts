import test from 'ava';
import {
	insertPhase,
	insertPhaseAtKill,
	isCommitBlocked,
	type InsertPhase,
} from '../../source/lab/server-phase.js';
import {type Flavour} from '../../source/server/flavour.js';

/** What the servers showed right after a KILL QUERY, and where the INSERT was. */
const views: ReadonlyArray<
	readonly [Flavour, command: string, state: string, InsertPhase]
> = [
	['mysql', 'Sleep', '', 'upload'],
	['mysql', 'Sleep', 'starting', 'upload'],
	['mysql', 'Execute', 'starting', 'execute'],
	['mysql', 'Query', 'starting', 'execute'],
	['mysql', 'Execute', 'update', 'write'],
	['mysql', 'Execute', 'closing tables', 'write'],
	['mysql', 'Execute', 'waiting for handler commit', 'write'],
	['mariadb', 'Killed', '', 'upload'],
	['mariadb', 'Long Data', 'starting', 'upload'],
	['mariadb', 'Killed', 'starting', 'execute'],
	['mariadb', 'Killed', 'Update', 'write'],
	['mariadb', 'Killed', 'closing tables', 'write'],
	// The flag is not set any more.
	['mariadb', 'Execute', 'starting', 'upload'],
	['mariadb', 'Execute', 'Update', 'upload'],
];

for (const [flavour, command, state, expected] of views) {
	test(`${flavour} shows ${command} / ${state || 'no state'} after a KILL QUERY: ${expected}`, t => {
		t.is(
			insertPhaseAtKill(
				{type: 'alive', command, state},
				'query',
				flavour,
				false,
			),
			expected,
		);
	});
}

test('a thread that sleeps when it had the whole packet has ended the statement', t => {
	const thread = {type: 'alive', command: 'Sleep', state: ''} as const;
	t.is(insertPhaseAtKill(thread, 'query', 'mariadb', true), 'write');
	t.is(insertPhaseAtKill(thread, 'query', 'mysql', true), 'write');
	t.is(
		insertPhaseAtKill({...thread, state: 'starting'}, 'query', 'mysql', true),
		'upload',
	);
});

for (const [flavour, command, state] of [
	['mysql', 'Query', 'freeing items'],
	['mariadb', 'Killed', 'Starting cleanup'],
	['mariadb', 'Killed', 'Reset for next command'],
] as const) {
	test(`${flavour} shows ${command} / ${state}: it tidies up after the INSERT, or after the statement before it`, t => {
		const thread = {type: 'alive', command, state} as const;
		t.is(insertPhaseAtKill(thread, 'query', flavour, true), 'write');
		t.is(insertPhaseAtKill(thread, 'query', flavour, false), 'upload');
	});
}

test('what a thread shows on its way out, after KILL CONNECTION, does not tell where the INSERT was', t => {
	const thread = {type: 'alive', command: 'Killed', state: 'starting'} as const;
	t.is(insertPhaseAtKill(thread, 'connection', 'mariadb', false), 'upload');
	t.is(insertPhaseAtKill(thread, 'connection', 'mariadb', true), 'execute');
});

test('the observer looks without a kill, so no flag is asked for', t => {
	t.is(
		insertPhase({type: 'alive', command: 'Execute', state: 'Update'}),
		'write',
	);
});

test('a COMMIT that waits for a lock is before the point of no return', t => {
	for (const [state, expected] of [
		['Waiting for commit lock', true],
		['Waiting for backup lock', true],
		['waiting for handler commit', false],
		['Commit', false],
	] as const) {
		t.is(isCommitBlocked({type: 'alive', command: 'Query', state}), expected);
	}
});
