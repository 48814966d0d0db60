import test from 'ava';
import {runLog} from '../../source/run-log.js';
import {notices} from '../../source/ui/notices.js';
import {interrupted, story, type Story} from '../helpers/story.js';

const onGalera = () =>
	story().emit({
		type: 'server',
		server: {
			flavour: 'mariadb',
			version: '10.11.19',
			address: 'test',
			tls: false,
			surroundings: [
				{type: 'galera', size: 3, state: 'Synced', status: 'Primary'},
			],
		},
	});

const deadlock = {
	errno: 1213,
	code: 'ER_LOCK_DEADLOCK',
	message: 'Deadlock found',
};

const aborted =
	'The cluster aborted the transaction because of a write on another node, or because of DDL. The transaction left nothing on any member.';

const cases: ReadonlyArray<
	readonly [what: string, tell: () => Story, lines: readonly string[]]
> = [
	['nothing', () => story().starts({files: 1}).stores(), []],
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
		'what a cluster did in an INSERT, whose error stands beside its file',
		() => onGalera().starts({files: 1}).inserts().fails(deadlock),
		[aborted],
	],
	[
		'nothing of an INSERT that a kill has interrupted',
		() => onGalera().starts({files: 1}).inserts().fails(interrupted),
		[],
	],
	[
		'what has ended the run early',
		() => story().starts({files: 1}).breaks('no space left on device'),
		['run aborted: no space left on device'],
	],
];

for (const [what, tell, lines] of cases) {
	test(`the screen tells ${what}`, t => {
		t.deepEqual(notices(tell().state, 'running'), lines);
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
