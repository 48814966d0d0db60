import test from 'ava';
import {
	commitWaitOf,
	isAnswering,
	phaseAtKill,
} from '../../../source/lab/history/server-phase.js';
import {blobsFacts} from '../../../source/lab/workloads/blobs/facts.js';
import {type Flavour} from '../../../source/server/flavour.js';

/** What the servers showed right after a KILL QUERY, and where the INSERT was. */
const views: ReadonlyArray<
	readonly [Flavour, command: string, state: string, string]
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
	// The flag is no longer set.
	['mariadb', 'Execute', 'starting', 'upload'],
	['mariadb', 'Execute', 'Update', 'upload'],
];

for (const [flavour, command, state, expected] of views) {
	test(`${flavour} shows ${command} / ${state || 'no state'} after a KILL QUERY: ${expected}`, t => {
		t.is(
			phaseAtKill(
				blobsFacts,
				{type: 'alive', command, state},
				{kind: 'query', flavour, isSent: false},
			),
			expected,
		);
	});
}

test('a thread that sleeps once it has the whole packet has ended the statement', t => {
	const thread = {type: 'alive', command: 'Sleep', state: ''} as const;
	t.is(
		phaseAtKill(blobsFacts, thread, {
			kind: 'query',
			flavour: 'mariadb',
			isSent: true,
		}),
		'write',
	);
	t.is(
		phaseAtKill(blobsFacts, thread, {
			kind: 'query',
			flavour: 'mysql',
			isSent: true,
		}),
		'write',
	);
	t.is(
		phaseAtKill(
			blobsFacts,
			{...thread, state: 'starting'},
			{kind: 'query', flavour: 'mysql', isSent: true},
		),
		'upload',
	);
});

for (const [flavour, command, state] of [
	['mysql', 'Query', 'freeing items'],
	['mariadb', 'Killed', 'Starting cleanup'],
	['mariadb', 'Killed', 'Reset for next command'],
] as const) {
	test(`${flavour} shows ${command} / ${state}: it cleans up after the INSERT, or after the statement before it`, t => {
		const thread = {type: 'alive', command, state} as const;
		t.is(
			phaseAtKill(blobsFacts, thread, {
				kind: 'query',
				flavour,
				isSent: true,
			}),
			'write',
		);
		t.is(
			phaseAtKill(blobsFacts, thread, {
				kind: 'query',
				flavour,
				isSent: false,
			}),
			'upload',
		);
	});
}

test('what a thread shows while it ends after KILL CONNECTION does not say where the INSERT was', t => {
	const thread = {type: 'alive', command: 'Killed', state: 'starting'} as const;
	t.is(
		phaseAtKill(blobsFacts, thread, {
			kind: 'connection',
			flavour: 'mariadb',
			isSent: false,
		}),
		'upload',
	);
	t.is(
		phaseAtKill(blobsFacts, thread, {
			kind: 'connection',
			flavour: 'mariadb',
			isSent: true,
		}),
		'execute',
	);
});

test('a look without a kill tells the phase without the flag', t => {
	t.is(
		blobsFacts.phaseOf({type: 'alive', command: 'Execute', state: 'Update'}),
		'write',
	);
});

for (const [state, expected] of [
	['Waiting for commit lock', 'lock'],
	['Waiting for backup lock', 'lock'],
	['Waiting for semi-sync ACK from replica', 'ack'],
	['Waiting for semi-sync ACK from slave', 'ack'],
	['Waiting for certification', 'certification'],
	['waiting for handler commit', undefined],
	['Commit', undefined],
	['', undefined],
] as const) {
	test(`a COMMIT in the state "${state}" waits for ${expected ?? 'nothing'}`, t => {
		t.is(commitWaitOf({type: 'alive', command: 'Query', state}), expected);
	});
}

test('a thread that is gone or hidden is not seen waiting', t => {
	t.is(commitWaitOf({type: 'gone'}), undefined);
	t.is(commitWaitOf({type: 'hidden', why: 'lock'}), undefined);
});

/** What the observer sees of an INSERT, and which phase that is. */
const looks: ReadonlyArray<readonly [string, string, string]> = [
	['Sleep', '', 'upload'],
	['Sleep', 'starting', 'upload'],
	['Long Data', 'starting', 'upload'],
	['Execute', '', 'upload'],
	['Execute', 'starting', 'execute'],
	['Query', 'starting', 'execute'],
	...[
		'update',
		'Update',
		'end',
		'query end',
		'Query end',
		'closing tables',
		'waiting for handler commit',
		'Commit',
		'End of update loop',
		'Unlocking tables',
		'Updating status',
		'Freeing items',
		'Starting cleanup',
		'Reset for next command',
		'Writing to net',
		'Sending to client',
	].map(state => ['Execute', state, 'write'] as const),
];

for (const [command, state, expected] of looks) {
	test(`${command} / ${state || 'no state'}: ${expected}`, t => {
		t.is(blobsFacts.phaseOf({type: 'alive', command, state}), expected);
	});
}

for (const [state, expected] of [
	['Query end', true],
	['query end', true],
	['Writing to net', true],
	['Update', false],
	['', false],
] as const) {
	test(`"${state}" ${expected ? 'answers' : 'does not answer'} the statement`, t => {
		t.is(isAnswering({type: 'alive', command: 'Execute', state}), expected);
	});
}

test('only a sleeping thread without a state has ended the INSERT that it had received completely', t => {
	for (const [command, state, expected] of [
		['Sleep', '', 'write'],
		['Sleep', 'starting', 'upload'],
		['Query', 'starting', 'execute'],
		['Query', '', 'upload'],
	] as const) {
		t.is(
			phaseAtKill(
				blobsFacts,
				{type: 'alive', command, state},
				{kind: 'query', flavour: 'mysql', isSent: true},
			),
			expected,
		);
	}

	t.is(
		phaseAtKill(
			blobsFacts,
			{type: 'alive', command: 'Sleep', state: ''},
			{kind: 'query', flavour: 'mysql', isSent: false},
		),
		'upload',
	);
	t.is(
		phaseAtKill(
			blobsFacts,
			{type: 'alive', command: 'Sleep', state: ''},
			{kind: 'connection', flavour: 'mysql', isSent: true},
		),
		'upload',
	);
});
