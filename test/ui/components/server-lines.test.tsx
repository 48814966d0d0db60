import test from 'ava';
import {ServerLines} from '../../../source/ui/components/server-lines.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {asks, interruptedFourth} from '../../helpers/asked.js';
import {story, type Story} from '../../helpers/story.js';

const situations: ReadonlyArray<readonly [string, () => Story]> = [
	[
		'the first upload',
		() =>
			story()
				.starts()
				.inserts()
				.sees({
					thread: {type: 'alive', command: 'Sleep', state: 'starting'},
					transaction: {type: 'none'},
				}),
	],
	[
		'a row that is not answered yet',
		() =>
			story().starts().stores(4).inserts().seesThread('Execute', 'update', 5),
	],
	[
		'a rollback behind a thread that sleeps',
		() =>
			story()
				.starts()
				.stores(4)
				.inserts()
				.drops()
				.sees({
					thread: {type: 'alive', command: 'Sleep', state: ''},
					transaction: {type: 'open', state: 'ROLLING BACK', rows: 3},
				}),
	],
	[
		'a thread that is gone before its transaction',
		() =>
			story()
				.starts()
				.stores(4)
				.inserts()
				.drops()
				.sees({
					thread: {type: 'gone'},
					transaction: {type: 'open', state: 'ROLLING BACK', rows: 3},
				}),
	],
	[
		'a flag that MariaDB shows',
		() => story().starts().stores().inserts().seesThread('Killed', '', 1),
	],
	[
		'nothing that misleads',
		() =>
			story()
				.starts()
				.stores()
				.inserts()
				.uploads(1)
				.sent()
				.seesThread('Execute', 'starting', 1),
	],
];

for (const [name, tell] of situations) {
	for (const [width, height] of [
		[42, 3],
		[60, 2],
		[76, 3],
	] as const) {
		test(`${name}, on ${width} cells`, t => {
			const told = tell();
			t.snapshot(
				componentFrame(
					<ServerLines
						run={told.run}
						width={width}
						height={height}
						now={told.now + 400}
					/>,
					width,
				),
			);
		});
	}
}

test('what a thread tells of its progress is told where there is room for it, beside the time', t => {
	const {run} = story()
		.starts()
		.inserts()
		.sees({
			thread: {
				type: 'alive',
				command: 'Query',
				state: 'copy to tmp table',
				progress: {done: 20_445, total: 225_000},
			},
			transaction: {type: 'none'},
		});
	const first = (width: number) =>
		componentFrame(
			<ServerLines
				run={run}
				width={width}
				height={2}
				now={(run.view?.at ?? 0) + 34}
			/>,
			width,
		).split('\n')[0];
	t.regex(first(42) ?? '', /^server {2}Query \/ copy to tmp table +34 ms$/);
	t.regex(first(76) ?? '', /copy to tmp table, 20,445 of 225,000 +for 34 ms$/);
});

test('at the question a look from before the error says so, until the next one', t => {
	const told = asks(interruptedFourth());
	const lines = (width: number) =>
		componentFrame(
			<ServerLines run={told.run} width={width} height={2} now={told.now} />,
			width,
		).split('\n');
	t.like(lines(42), [
		'server  Execute / starting (before 1317)',
		'trx     RUNNING, 3 rows (before 1317)',
	]);
	const [server, transaction] = lines(80);
	t.is(server, 'server  Execute / starting (before error 1317)');
	t.regex(
		transaction ?? '',
		/^trx {5}RUNNING, 3 rows \(before error 1317\) +rate/,
	);
	told.seesThread('Sleep', '', 3);
	t.regex(
		lines(80)[0] ?? '',
		/^server {2}Sleep \(waiting for the client\) +for/,
	);
});
