import {type Alive} from '../../source/lab/workloads/facts/contract.js';
import {factsNamed} from '../../source/lab/workloads/facts/registry.js';
import {type ServerView} from '../../source/lab/events/events.js';
import {interrupted, story, type Story} from './story.js';

type Open = Extract<ServerView['transaction'], {readonly type: 'open'}>;

const insert =
	'INSERT INTO `MeasurementDB`.`DataBlobs` (file_name, file_data, f';
const started = '2026-11-26 23:57:35';

function thread(
	command: string,
	state: string,
	{time = 1, info = ''}: Partial<Pick<Alive, 'time' | 'info'>> = {},
): Alive {
	return {type: 'alive', command, state, time, info};
}

function open(state: string, rows: number, operation = ''): Open {
	return {type: 'open', state, rows, operation, started};
}

const none = {type: 'none'} as const;

/** The same moments on MariaDB. */
function onMariadb(): Story {
	return story().emit({
		type: 'server',
		server: {
			flavour: 'mariadb',
			version: '10.11.18',
			product: 'MariaDB 10.11.18',
			address: 'sandbox',
			tls: false,
			surroundings: [],
		},
	});
}

/** A run of another workload whose target is at work. */
function working(
	name: string,
	view: ServerView,
	begin: Story = story(),
): Story {
	const told = begin.starts();
	const {run} = told;
	told.emit({
		type: 'run-started',
		run: run.run + 1,
		plan: {...run.plan, ...factsNamed(name)?.plan({scale: 0.2})},
		connectionId: '42',
	});
	return told
		.statement('begin')
		.ok()
		.emit({
			type: 'step-started',
			step: 0,
			name: 'all rows',
			unit: 'rows',
			total: 10_000,
		})
		.emit({type: 'step-made', step: 0})
		.identified()
		.statement('target')
		.sent()
		.after(200)
		.sees(view);
}

function interruptedAndOpen(): Story {
	return story()
		.starts()
		.stores(2)
		.inserts()
		.uploads(1)
		.sent()
		.seesThread('Execute', 'starting', 2)
		.kills('query')
		.acknowledgedIn('Execute', 'starting')
		.after(400)
		.fails(interrupted)
		.sees({thread: thread('Sleep', ''), transaction: open('RUNNING', 2)});
}

/** A KILL CONNECTION that has been accepted. */
function cut(begin: Story, view: ServerView): Story {
	return begin
		.starts()
		.stores(2)
		.inserts()
		.uploads(1)
		.sent()
		.seesThread('Execute', 'update', 2)
		.kills('connection')
		.acknowledged()
		.drops()
		.looks()
		.after(100)
		.sees(view);
}

/** Each moment whose reading differs, with the names of the readings. */
export const productionStories: ReadonlyArray<
	readonly [moment: string, tell: () => Story, readings: readonly string[]]
> = [
	['no look yet', () => story().starts(), []],
	[
		'an upload on MySQL',
		() =>
			story()
				.starts()
				.stores(2)
				.inserts()
				.uploads(0.5)
				.sees({
					thread: thread('Sleep', 'starting'),
					transaction: open('RUNNING', 2),
				}),
		['receiving', 'open'],
	],
	[
		'an upload of the first file on MariaDB',
		() =>
			onMariadb()
				.starts()
				.inserts()
				.uploads(0.5)
				.sees({thread: thread('Sleep', ''), transaction: none}),
		['receiving', 'none yet'],
	],
	[
		'an upload with the flag of a lost kill',
		() =>
			onMariadb()
				.starts()
				.stores(2)
				.inserts()
				.uploads(0.5)
				.kills('query')
				.acknowledgedIn('Killed', '')
				.sees({thread: thread('Killed', ''), transaction: open('RUNNING', 2)}),
		['flag, receiving', 'open'],
	],
	[
		'an execution',
		() =>
			story()
				.starts()
				.stores(2)
				.inserts()
				.uploads(1)
				.sent()
				.sees({
					thread: thread('Execute', 'starting'),
					transaction: open('RUNNING', 2),
				}),
		['parsing', 'open'],
	],
	[
		'a row that is written, which MySQL hides',
		() =>
			story()
				.starts()
				.stores(2)
				.inserts()
				.uploads(1)
				.sent()
				.sees({
					thread: thread('Execute', 'update', {info: insert}),
					transaction: {type: 'unreadable'},
				}),
		['writing', 'unreadable'],
	],
	[
		'1317, and the transaction is open',
		interruptedAndOpen,
		['open after 1317', 'open'],
	],
	[
		'between two files',
		() =>
			story()
				.starts()
				.stores(2)
				.generates()
				.sees({thread: thread('Sleep', ''), transaction: open('RUNNING', 2)}),
		['idle in a transaction', 'open'],
	],
	[
		'before the first file',
		() =>
			story()
				.starts()
				.generates()
				.sees({thread: thread('Sleep', ''), transaction: none}),
		['idle', 'none yet'],
	],
	[
		'the flag of a kill that met no statement',
		() =>
			onMariadb()
				.starts()
				.stores(2)
				.generates()
				.kills('query')
				.acknowledgedIn('Killed', '')
				.sees({thread: thread('Killed', ''), transaction: open('RUNNING', 2)}),
		['flag, no statement', 'open'],
	],
	[
		'a killed connection that finishes its statement',
		() =>
			cut(story(), {
				thread: thread('Execute', 'update', {info: insert}),
				transaction: open('RUNNING', 2),
			}),
		['killed, writing', 'not undone yet'],
	],
	[
		'a killed connection that undoes its rows on MySQL',
		() =>
			cut(story(), {
				thread: thread('Query', 'query end', {info: insert}),
				transaction: open('ROLLING BACK', 97_558, 'rollback of SQL statement'),
			}),
		['killed, undoing', 'undoing'],
	],
	[
		'a killed connection that undoes its rows on MariaDB',
		() =>
			cut(onMariadb(), {
				thread: thread('Killed', 'Rollback', {info: insert}),
				transaction: open('ROLLING BACK', 47_862, 'rollback'),
			}),
		['killed, undoing', 'undoing'],
	],
	[
		'a rollback that MySQL does not list',
		() =>
			cut(story(), {
				thread: thread('Sleep', ''),
				transaction: open('ROLLING BACK', 137_286, 'rollback'),
			}),
		['gone, rolling back', 'undoing'],
	],
	[
		'thread and transaction are gone',
		() => cut(story(), {thread: {type: 'gone'}, transaction: none}),
		['gone'],
	],
	[
		'the thread is gone, and INNODB_TRX is hidden',
		() =>
			cut(story(), {
				thread: {type: 'gone'},
				transaction: {type: 'hidden', why: 'denied', grant: 'PROCESS ON *.*'},
			}),
		['gone, transaction not seen', 'hidden'],
	],
	[
		'an account that sees nothing',
		() =>
			story()
				.starts()
				.stores(2)
				.inserts()
				.uploads(0.5)
				.sees({
					thread: {
						type: 'hidden',
						why: 'denied',
						grant: 'SELECT ON performance_schema.threads',
					},
					transaction: {type: 'hidden', why: 'denied', grant: 'PROCESS ON *.*'},
				}),
		['thread hidden', 'hidden'],
	],
	[
		'an UPDATE at work',
		() =>
			working('update', {
				thread: thread('Query', 'updating', {
					info: 'UPDATE `lab`.`NumberedRows` SET version = version + 1',
				}),
				transaction: open('RUNNING', 4310, 'updating or deleting'),
			}),
		['changing rows', 'open'],
	],
	[
		'an UPDATE that is undone before 1317',
		() =>
			working('update', {
				thread: thread('Query', 'query end'),
				transaction: open('ROLLING BACK', 2210, 'rollback of SQL statement'),
			}),
		['a killed statement, undoing', 'undoing a statement'],
	],
	[
		'a wait for a row',
		() =>
			working('row-lock', {
				thread: thread('Query', 'updating'),
				transaction: open('LOCK WAIT', 4999, 'fetching rows'),
			}),
		['row lock', 'waiting'],
	],
	[
		'a wait for a metadata lock',
		() =>
			working('metadata-lock', {
				thread: thread('Query', 'Waiting for table metadata lock'),
				transaction: none,
			}),
		['metadata lock', 'none yet'],
	],
	[
		'a wait for a named lock',
		() =>
			working('get-lock', {
				thread: thread('Query', 'User lock'),
				transaction: open('RUNNING', 1),
			}),
		['named lock', 'open'],
	],
	[
		'SLEEP()',
		() =>
			working('sleep', {
				thread: thread('Query', 'User sleep'),
				transaction: open('RUNNING', 1),
			}),
		['sleep', 'open'],
	],
	[
		'a sort on MariaDB',
		() =>
			working(
				'sort',
				{
					thread: thread('Query', 'Sending data'),
					transaction: open('RUNNING', 1),
				},
				onMariadb(),
			),
		['Sending data', 'open'],
	],
	[
		'a group on disk on MySQL',
		() =>
			working('group', {
				thread: thread('Query', ''),
				transaction: open('RUNNING', 1),
			}),
		['no State', 'open'],
	],
	[
		'an index that is made',
		() =>
			working('add-index', {
				thread: thread('Query', 'alter table (read PK and internal sort)'),
				transaction: open('RUNNING', 0),
			}),
		['making an index', 'commits itself'],
	],
	[
		'a copy that is made',
		() =>
			working('alter-copy', {
				thread: thread('Query', 'copy to tmp table'),
				transaction: open('RUNNING', 6),
			}),
		['copying', 'commits itself'],
	],
	[
		'a table without transactions',
		() =>
			working('myisam', {
				thread: thread('Query', 'updating'),
				transaction: none,
			}),
		['without transactions', 'without transactions'],
	],
	[
		'COMMIT',
		() =>
			story()
				.starts()
				.stores(10)
				.statement('commit')
				.sees({
					thread: thread('Query', 'waiting for handler commit', {
						info: 'COMMIT',
					}),
					transaction: open('RUNNING', 10),
				}),
		['COMMIT', 'open'],
	],
	[
		"the client's ROLLBACK",
		() =>
			story()
				.starts()
				.stores(2)
				.statement('rollback')
				.sees({
					thread: thread('Query', 'starting', {info: 'ROLLBACK'}),
					transaction: open('ROLLING BACK', 1, 'rollback'),
				}),
		["the client's ROLLBACK", 'undoing'],
	],
];
