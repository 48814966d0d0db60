import test from 'ava';
import {type Activity} from '../../../source/keys/activity.js';
import {nothingChosen, type Panel} from '../../../source/ui/chosen.js';
import {KeyHints} from '../../../source/ui/components/kill-keys.js';
import {rowsPlan} from '../../../source/lab/workloads/rows/options.js';
import {megabyte} from '../../helpers/lab.js';
import {asked} from '../../helpers/asked.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {committed, rolledBack} from '../../helpers/stories.js';
import {plan, story, type Story} from '../../helpers/story.js';

const replay = {
	type: 'replay',
	isPaused: true,
	speed: 2,
	isOver: false,
	isCutShort: false,
	position: 3,
	length: 9,
	moment: [],
	course: {
		beginsAt: 0,
		endsAt: 9000,
		runs: [0],
		kills: [{at: 10, kind: 'query'}],
		silences: [],
	},
} as const satisfies Activity;

const cases: ReadonlyArray<
	readonly [
		name: string,
		tell: () => Story,
		activity: Activity,
		panel: Panel,
		hints: string,
	]
> = [
	[
		'before a run',
		() => story().plans({onInterrupt: 'retry'}),
		'waiting',
		nothingChosen.panel,
		's start  a arm  i retry  w workload  : SQL  ^C quit',
	],
	[
		'before a run, when what follows an interruption has been changed',
		() => story().plans().emit({type: 'on-interrupt', onInterrupt: 'skip'}),
		'waiting',
		nothingChosen.panel,
		's start  a arm  i skip  w workload  : SQL  ^C quit',
	],
	[
		'before a run in a recording that does not say what is planned',
		story,
		'waiting',
		nothingChosen.panel,
		's start  a arm  w workload  : SQL  ^C quit',
	],
	[
		'in a run',
		() => story().starts(),
		'running',
		nothingChosen.panel,
		'space pause  +- rate  a arm  i rollback  p production  ^C quit',
	],
	[
		'at full speed after two kills',
		() =>
			story()
				.starts()
				.emit({type: 'pace', paused: false})
				.kills('query')
				.kills('query'),
		'running',
		nothingChosen.panel,
		'space pause  a arm  i rollback  h runs  [ ] kills  p production  ^C quit',
	],
	[
		'when COMMIT is held',
		() =>
			story()
				.starts({files: 1})
				.stores()
				.emit({type: 'pace', paused: true, rate: megabyte}),
		'running',
		nothingChosen.panel,
		'space sends COMMIT  +- rate  a arm  i rollback  p production  ^C quit',
	],
	[
		'when all files are there under autocommit, where nothing is held',
		() =>
			story()
				.starts({files: 1, autocommit: true, onInterrupt: 'commit'})
				.stores()
				.emit({type: 'pace', paused: true, rate: megabyte}),
		'running',
		nothingChosen.panel,
		'space resume  +- rate  a arm  i stop  p production  ^C quit',
	],
	[
		'at full speed',
		() => story().starts().emit({type: 'pace', paused: false}),
		'running',
		nothingChosen.panel,
		'space pause  a arm  i rollback  p production  ^C quit',
	],
	...(['commit', 'rollback'] as const).map(
		kind =>
			[
				`while the run ends with ${kind}`,
				() => story().starts({files: 1}).stores().statement(kind),
				'running',
				nothingChosen.panel,
				'a arm  i rollback  p production  ^C quit',
			] as const,
	),
	[
		'while the table is emptied for the next run',
		() => committed(),
		'running',
		nothingChosen.panel,
		'the next run begins …  a arm  i rollback  h runs  p production  ^C quit',
	],
	[
		'while production is looked at in place of the question',
		asked,
		'running',
		{type: 'production'},
		'p closes  1-4 answer  a arm  i ask  h runs  ^C quit',
	],
	[
		'while the data are looked at',
		() => story().starts({files: 1}).stores().looks(),
		'running',
		nothingChosen.panel,
		'a arm  i rollback  p production  ^C quit',
	],
	[
		'after a run',
		rolledBack,
		'over',
		nothingChosen.panel,
		's run again  a arm  i rollback  h runs  w workload  : SQL  r report  ^C quit',
	],
	[
		'while it cleans up',
		rolledBack,
		'leaving',
		nothingChosen.panel,
		'cleaning up …  ^C again quits now',
	],
	[
		'in the list of kills',
		rolledBack,
		'over',
		{type: 'arm', line: 0},
		'a next  ↑↓ move  Enter arms  Esc cancels  ^C quit',
	],
	[
		'after a run, once another workload is chosen',
		() =>
			committed().emit({
				type: 'planned',
				plan: {...plan, ...rowsPlan('update', 1000)},
			}),
		'over',
		nothingChosen.panel,
		's run update  a arm  i rollback  h runs  w workload  : SQL  r report  ^C quit',
	],
	[
		"after a run on the user's own server",
		() =>
			committed().emit({
				type: 'server',
				server: {
					flavour: 'mysql',
					version: '9.7.4',
					product: 'MySQL 9.7.4',
					address: 'db:3306',
					tls: true,
					surroundings: [],
					own: {isReadOnly: false, host: 'db'},
				},
			}),
		'over',
		nothingChosen.panel,
		's run again  a arm  i rollback  h runs  r report  ^C quit',
	],
	[
		'while it gets ready for another workload',
		rolledBack,
		'changing',
		nothingChosen.panel,
		'getting ready …  ^C quit',
	],
	[
		'in the history',
		rolledBack,
		'over',
		{type: 'history'},
		'↑↓ move  Enter shows  Esc closes  Tab table  PgUp PgDn page  ^C quit',
	],
	[
		'where the history shows one run',
		rolledBack,
		'over',
		{type: 'history-run', at: {run: 1}},
		'↑↓ kills  Esc list  Tab table  PgUp PgDn page  Home End ends  ^C quit',
	],
	[
		'in the table of the history',
		rolledBack,
		'over',
		{type: 'history-table', row: 0},
		'↑↓ move  Esc closes  Tab list  PgUp PgDn page  Home End ends  ^C quit',
	],
	[
		'in the history of a replay',
		rolledBack,
		replay,
		{type: 'history'},
		'↑↓ move  Enter shows  Esc closes  Tab table  PgUp PgDn page  ^C quit',
	],
	[
		'in a replay of several runs',
		() => rolledBack().starts(),
		replay,
		nothingChosen.panel,
		'+- 2x  space resume  . , step  [ ] kill  s again  h runs  p production  ^C quit',
	],
	[
		'in the list of workloads',
		rolledBack,
		'over',
		{type: 'workloads', line: 0},
		'↑↓ move  Enter takes  Esc cancels  w next  ^C quit',
	],
	[
		'while a statement is typed',
		rolledBack,
		'over',
		{type: 'prompt', text: 'q', cursor: 1},
		'↑↓ history  Enter takes  Esc closes  ^C quit',
	],
	[
		'in a message',
		rolledBack,
		'over',
		{type: 'message', text: 'no'},
		'Esc closes  ^C quit',
	],
	[
		'in help',
		rolledBack,
		'over',
		{type: 'help', page: 0},
		'Esc closes  ^C quit',
	],
	[
		'in a replay',
		rolledBack,
		replay,
		nothingChosen.panel,
		'+- 2x  space resume  . , step  [ ] kill  s again  p production  ^C quit',
	],
	[
		'at the end of a replay',
		rolledBack,
		{...replay, isOver: true},
		nothingChosen.panel,
		'replay: end  s again  . , step  [ ] kill  p production  ^C quit',
	],
];

for (const [name, tell, activity, panel, hints] of cases) {
	test(`the keys ${name}`, t => {
		const draw = (width: number, height: number) =>
			componentFrame(
				<KeyHints
					activity={activity}
					note={undefined}
					state={tell().state}
					panel={panel}
					width={width}
					height={height}
				/>,
				width,
			);
		t.is(draw(80, 1), hints);
		// How to leave is said in any width.
		t.regex(
			draw(20, 1),
			new RegExp(
				`${
					hints
						.split('  ')
						.at(-1)
						?.replace('^', String.raw`\^`) ?? ''
				}$`,
			),
		);
		// In two lines a key and what it does stay together.
		t.is(
			draw(42, 2).trimEnd().replaceAll('\n', '  '),
			hints.replaceAll(/ +$/g, ''),
		);
	});
}
