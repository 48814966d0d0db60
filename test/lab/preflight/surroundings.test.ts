import test from 'ava';
import {checkRole} from '../../../source/lab/preflight/role-check.js';
import {
	surroundingsOf,
	type SurroundingReadings,
} from '../../../source/lab/preflight/surroundings.js';
import {isWrittenElsewhere} from '../../../source/lab/preflight/written-elsewhere.js';
import {briefly, inFull} from '../../../source/wording/surrounding-words.js';
import {
	takesWrites,
	type Surrounding,
} from '../../../source/lab/events/surroundings.js';

/*
What real clusters show is in test/clusters; here are the readings that those can't be brought to, and the words.
*/

const alone: SurroundingReadings = {
	variables: new Map(),
	status: new Map(),
	replica: {type: 'seen', value: {type: 'none'}},
	replicas: {type: 'seen', value: {count: 0, ids: new Set()}},
	groupMember: {type: 'seen', value: undefined},
};

const replica = {
	type: 'seen',
	value: {
		type: 'replica',
		sources: [{address: 'db-1:3306', state: 'running', id: 'uuid-1'}],
	},
} as const satisfies SurroundingReadings['replica'];

test('a single server has no surroundings', t => {
	t.deepEqual(surroundingsOf(alone), []);
	t.deepEqual(checkRole(alone), [
		{type: 'ok', what: 'replication', value: 'not a replica'},
	]);
});

test('two servers that replicate from each other may both be written to, with a warning', t => {
	const ring: SurroundingReadings = {
		...alone,
		replica,
		replicas: {
			type: 'seen',
			value: {count: 2, ids: new Set(['uuid-1', 'uuid-7'])},
		},
	};
	t.deepEqual(surroundingsOf(ring), [
		{
			type: 'replica',
			sources: [{address: 'db-1:3306', state: 'running', isMutual: true}],
		},
		{type: 'source', replicas: 2},
	]);
	t.like(checkRole(ring), [
		{
			type: 'warning',
			value: 'a replica of db-1:3306, which is a replica of this one',
		},
		{type: 'ok', what: 'replicas'},
	]);
	// A replica that has its own replicas is still a replica.
	t.like(
		checkRole({
			...alone,
			replica,
			replicas: {type: 'seen', value: {count: 1, ids: new Set(['uuid-7'])}},
		}),
		[{type: 'stop', what: 'replication'}, {type: 'ok'}],
	);
});

test("on MariaDB the status counts running replications for an account that can't see them", t => {
	const unseen: SurroundingReadings = {
		...alone,
		replica: {type: 'hidden', why: 'denied', grant: 'SLAVE MONITOR ON *.*'},
		status: new Map([['slaves_running', '1']]),
	};
	t.deepEqual(surroundingsOf(unseen), [{type: 'replica', sources: []}]);
	t.like(checkRole(unseen), [
		{
			type: 'stop',
			value: 'a replica; its source is not shown',
			mend: {type: 'advice', instead: 'connect to its source'},
		},
	]);
	t.deepEqual(
		checkRole({...unseen, status: new Map([['slaves_running', '0']])}),
		[
			{
				type: 'hidden',
				what: 'replication',
				why: 'denied',
				grant: 'SLAVE MONITOR ON *.*',
			},
		],
	);
});

test('in a group, an online member may be written to unless it is a secondary', t => {
	const member = (state: string, role: string, primaries: readonly string[]) =>
		checkRole({
			...alone,
			groupMember: {
				type: 'seen',
				value: {state, role, members: 3, primaries},
			},
		});
	t.like(member('ONLINE', 'PRIMARY', ['a:1']), [{type: 'ok'}]);
	// Every member takes writes.
	t.like(member('ONLINE', 'PRIMARY', ['a:1', 'b:2']), [
		{type: 'ok', value: 'PRIMARY, ONLINE, 3 members'},
	]);
	// Before MySQL 8.0 there is no role.
	t.like(member('ONLINE', '', []), [{type: 'ok'}]);
	t.like(member('ONLINE', 'SECONDARY', ['a:1']), [
		{
			type: 'stop',
			value: 'SECONDARY, ONLINE, 3 members, the primary is a:1',
			mend: {
				type: 'advice',
				instead: 'connect to the primary: a:1, as the group knows it',
			},
		},
	]);
	for (const state of ['RECOVERING', 'ERROR', 'OFFLINE', 'UNREACHABLE']) {
		t.like(member(state, 'PRIMARY', []), [
			{
				type: 'stop',
				mend: {
					type: 'advice',
					instead: 'connect to a member that is ONLINE and takes the writes',
				},
			},
		]);
	}
});

test('Galera: a provider makes a node, and only one that is in sync takes writes', t => {
	const node = (provider: string, state: string, status: string) =>
		surroundingsOf({
			...alone,
			variables: new Map([
				['wsrep_on', 'ON'],
				['wsrep_provider', provider],
			]),
			status: new Map([
				['wsrep_cluster_size', '3'],
				['wsrep_local_state_comment', state],
				['wsrep_cluster_status', status],
			]),
		});
	t.deepEqual(node('none', '', ''), []);
	const library = '/usr/lib/galera/libgalera_smm.so';
	t.deepEqual(node(library, 'Synced', 'Primary'), [
		{type: 'galera', size: 3, state: 'Synced', status: 'Primary'},
	]);
	t.deepEqual(
		(
			[
				['Synced', 'Primary'],
				['Donor/Desynced', 'Primary'],
				['Initialized', 'non-Primary'],
				['Synced', 'Disconnected'],
			] as const
		).map(([state, status]) =>
			node(library, state, status).every(one => takesWrites(one)),
		),
		[true, false, false, false],
	);
});

test('semi-sync is found by its old and its new name, and is off while it has given up', t => {
	const waits = (word: string, status: string) =>
		surroundingsOf({
			...alone,
			variables: new Map([
				[`rpl_semi_sync_${word}_enabled`, 'ON'],
				[`rpl_semi_sync_${word}_timeout`, '10000'],
				[`rpl_semi_sync_${word}_wait_point`, 'AFTER_COMMIT'],
				['rpl_semi_sync_source_wait_for_replica_count', '2'],
			]),
			status: new Map([
				[`rpl_semi_sync_${word}_clients`, '3'],
				[`rpl_semi_sync_${word}_status`, status],
			]),
		});
	const common = {
		type: 'semi-sync',
		point: 'AFTER_COMMIT',
		timeout: 10_000,
		replicas: 3,
		acknowledgements: 2,
	} as const;
	t.deepEqual(waits('source', 'ON'), [{...common, isOn: true}]);
	t.deepEqual(waits('master', 'OFF'), [{...common, isOn: false}]);
});

test('thread pools are found with the port that bypasses them', t => {
	const pool = (variables: Readonly<Record<string, string>>) =>
		surroundingsOf({...alone, variables: new Map(Object.entries(variables))});
	/* eslint-disable @typescript-eslint/naming-convention */
	t.deepEqual(pool({thread_handling: 'one-thread-per-connection'}), []);
	t.deepEqual(
		pool({
			thread_handling: 'pool-of-threads',
			thread_pool_max_threads: '65536',
			extra_port: '0',
		}),
		[{type: 'thread-pool', threads: 65_536}],
	);
	t.deepEqual(
		pool({
			thread_handling: 'pool-of-threads',
			thread_pool_max_threads: '4',
			extra_port: '3307',
		}),
		[{type: 'thread-pool', threads: 4, extra: {port: 3307}}],
	);
	t.deepEqual(
		pool({
			thread_handling: 'loaded-dynamically',
			thread_pool_size: '16',
			admin_address: '127.0.0.1',
			admin_port: '33062',
		}),
		[{type: 'thread-pool', extra: {host: '127.0.0.1', port: 33_062}}],
	);
	/* eslint-enable @typescript-eslint/naming-convention */
});

const said: ReadonlyArray<readonly [Surrounding, string, string]> = [
	[
		{
			type: 'replica',
			sources: [
				{address: 'a:1', channel: 'one', state: 'stopped'},
				{address: 'b:2', state: 'running'},
			],
		},
		'REPLICA of a:1 and b:2',
		'a replica of a:1 (one), stopped and b:2',
	],
	[{type: 'source', replicas: 1}, '1 replica', '1 replica connected'],
	[
		{
			type: 'semi-sync',
			point: 'AFTER_SYNC',
			timeout: 10_000,
			replicas: 2,
			acknowledgements: 2,
			isOn: false,
		},
		'semi-sync off',
		'AFTER_SYNC, timeout 10.0 s, 2 replicas, waits for 2 of them, off right now: COMMIT does not wait',
	],
	[
		{type: 'group', state: 'RECOVERING', role: 'SECONDARY', members: 2},
		'group SECONDARY RECOVERING of 2',
		'SECONDARY, RECOVERING, 2 members',
	],
	[
		{type: 'galera', size: 3, state: 'Synced', status: 'Primary'},
		'Galera 3',
		'Synced, Primary, 3 nodes',
	],
	[
		{type: 'galera', size: 1, state: 'Initialized', status: 'non-Primary'},
		'Galera 1 Initialized non-Primary',
		'Initialized, non-Primary, 1 node',
	],
	[
		{type: 'thread-pool', threads: 4, extra: {port: 3307}},
		'thread pool',
		'at most 4 threads, extra port 3307',
	],
	[{type: 'hidden', what: 'source', why: 'denied'}, '', 'denied'],
];

for (const [surrounding, brief, full] of said) {
	test(`in words: ${full}`, t => {
		t.is(briefly(surrounding), brief);
		t.is(inFull(surrounding), full);
	});
}

const group = {
	state: 'ONLINE',
	role: 'PRIMARY',
	members: 3,
	primaries: ['db-1:3306'],
} as const;

const galera: SurroundingReadings = {
	...alone,
	variables: new Map([
		['wsrep_on', 'ON'],
		['wsrep_provider', '/usr/lib/galera/libgalera_smm.so'],
	]),
};

const writtenElsewhere: ReadonlyArray<
	readonly [string, boolean, SurroundingReadings]
> = [
	['a server by itself', false, alone],
	[
		'a node of a Galera cluster of two',
		true,
		{...galera, status: new Map([['wsrep_cluster_size', '2']])},
	],
	[
		'a Galera cluster of one',
		false,
		{...galera, status: new Map([['wsrep_cluster_size', '1']])},
	],
	[
		// Another one may have been the primary a moment ago.
		'the primary of a group',
		true,
		{...alone, groupMember: {type: 'seen', value: group}},
	],
	[
		'a group of one',
		false,
		{...alone, groupMember: {type: 'seen', value: {...group, members: 1}}},
	],
	[
		'a group that the account does not see',
		true,
		{
			...alone,
			groupMember: {type: 'hidden', why: 'no'},
			variables: new Map([['group_replication_group_name', 'a-uuid']]),
		},
	],
	[
		'a plugin of a group that is not configured',
		false,
		{
			...alone,
			groupMember: {type: 'hidden', why: 'no'},
			variables: new Map([['group_replication_group_name', '']]),
		},
	],
	[
		'two that replicate from each other',
		true,
		{
			...alone,
			replica,
			replicas: {type: 'seen', value: {count: 1, ids: new Set(['uuid-1'])}},
		},
	],
];

for (const [which, expected, readings] of writtenElsewhere) {
	test(`a lab elsewhere may use the table of ${which}: ${expected ? 'yes' : 'no'}`, t => {
		t.is(isWrittenElsewhere(readings), expected);
	});
}
