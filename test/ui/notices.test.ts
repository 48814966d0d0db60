import test from 'ava';
import {runLog} from '../../source/wording/run-log.js';
import {notices} from '../../source/ui/notices.js';
import {rolledBack} from '../helpers/stories.js';
import {sqlPlan} from '../../source/lab/workloads/sql/options.js';
import {rowsPlan} from '../../source/lab/workloads/rows/options.js';
import {
	deadlock,
	interrupted,
	plan,
	story,
	type Story,
} from '../helpers/story.js';
import {held} from '../helpers/wait-sights.js';

const onGalera = () =>
	story().emit({
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
	});

const update = {...plan, ...rowsPlan('update', 1000)};

const uploading = {
	kind: 'query',
	moment: {type: 'phase', phase: 'upload', part: 0.5},
} as const;

const executing = {
	kind: 'query',
	moment: {type: 'phase', phase: 'execute', part: 0},
} as const;

const aborted =
	'The cluster aborted the transaction because of a write on another node, or because of DDL. The transaction left nothing on any member.';

const cases: ReadonlyArray<
	readonly [what: string, tell: () => Story, lines: readonly string[]]
> = [
	['nothing', () => story().starts({files: 1}).stores(), []],
	['nothing of the plan of the run', () => story().plans().starts(), []],
	[
		'what the next run does, if that is another statement',
		() =>
			story()
				.starts()
				.emit({
					type: 'run-started',
					run: 2,
					plan: {...plan, ...sqlPlan({sql: 'DO 1'})},
					connectionId: '42',
				})
				.emit({type: 'planned', plan: {...plan, ...sqlPlan({sql: 'DO 2'})}}),
		['next run: DO 2'],
	],
	[
		'what the next run does, if that is another workload, and what is disarmed for it',
		() =>
			story()
				.plans()
				.starts()
				.emit({type: 'armed', kill: uploading})
				.emit({type: 'planned', plan: update})
				.emit({type: 'armed'}),
		[
			'next run: an UPDATE of 1,000 rows',
			'disarmed: KILL QUERY at 50 % of the upload of the next file',
		],
	],
	[
		'an armed kill in the words of the next run, and an unsent one in those of its own',
		() =>
			story()
				.plans()
				.starts({files: 1})
				.emit({type: 'kill-unsent', plan: uploading})
				.emit({type: 'armed', kill: executing})
				.looks()
				.finds('rolled back whole')
				.emit({type: 'planned', plan: update}),
		[
			'next run: an UPDATE of 1,000 rows',
			'armed for the next run: KILL QUERY when the UPDATE executes',
			'never sent: KILL QUERY at 50 % of the upload of the next file',
		],
	],
	[
		'why COMMIT was refused',
		() =>
			story().starts({files: 1}).stores().statement('commit').fails(deadlock),
		['COMMIT: error 1213 ER_LOCK_DEADLOCK: Deadlock found'],
	],
	[
		'what a cluster did at COMMIT',
		() =>
			onGalera()
				.starts({files: 1})
				.stores()
				.statement('commit')
				.fails(deadlock),
		[aborted, 'COMMIT: error 1213 ER_LOCK_DEADLOCK: Deadlock found'],
	],
	[
		'what a cluster did in an INSERT, and its whole error',
		() => onGalera().starts({files: 1}).inserts().fails(deadlock),
		[
			aborted,
			'INSERT random_file-0.bin: error 1213 ER_LOCK_DEADLOCK: Deadlock found',
		],
	],
	[
		'each thing that a cluster did, and not only the last',
		() =>
			onGalera()
				.starts({files: 1})
				.stores()
				.statement('commit')
				.fails({errno: 1180, message: 'Not connected to Primary Component'})
				.statement('rollback')
				.fails({errno: 1047, message: 'WSREP has not yet prepared node'}),
		[
			'The cluster rejected the transaction: it is larger than wsrep_max_ws_size, or this node has lost the majority. The transaction left nothing on any member.',
			'This node is not in sync with its cluster and accepts no statements.',
			'COMMIT: error 1180: Not connected to Primary Component',
			'ROLLBACK: error 1047: WSREP has not yet prepared node',
		],
	],
	['nothing of what a kill has ended', rolledBack, []],
	[
		'nothing of an error as long as a kill may have caused it',
		() =>
			story().starts({files: 1}).inserts().kills('query').fails(interrupted),
		[],
	],
	[
		'somebody’s kill',
		() => story().starts({files: 1}).inserts().fails(interrupted),
		[
			'INSERT random_file-0.bin: error 1317 ER_QUERY_INTERRUPTED: Query execution was interrupted',
		],
	],
	[
		'a statement that fails again and again, once',
		() =>
			story()
				.starts({files: 1})
				.statement('commit')
				.fails(deadlock)
				.statement('commit')
				.fails(deadlock),
		['COMMIT: error 1213 ER_LOCK_DEADLOCK: Deadlock found'],
	],
	[
		'why the lab waits, and what would end that',
		() =>
			story()
				.emit({type: 'wait-started', wait: 1, kind: 'empty', since: 0})
				.emit({
					type: 'wait-seen',
					wait: 1,
					sight: held,
				}),
		[
			'The process list shows Query / Waiting for table metadata lock; connection 12 (root, idle for 34.0 s) holds the lock.',
			'To end the wait: KILL CONNECTION 12, which rolls back its open transaction.',
		],
	],
	[
		'what has ended the run early',
		() => story().starts({files: 1}).breaks('no space left on device'),
		['run aborted: no space left on device'],
	],
];

for (const [what, tell, lines] of cases) {
	test(`the screen tells ${what}`, t => {
		t.deepEqual(notices(tell().state), lines);
	});
}

test('the log of what happened tells what a cluster did', t => {
	const {run} = onGalera()
		.starts({files: 1})
		.stores()
		.statement('commit')
		.fails(deadlock);
	t.deepEqual(
		runLog(run)
			.slice(-2)
			.map(({text}) => text.replace(/ in .*/, '')),
		['COMMIT error 1213', aborted],
	);
});
