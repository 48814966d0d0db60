import {type ReactNode} from 'react';
import test from 'ava';
import {type Activity} from '../../../source/keys/activity.js';
import {allFacts} from '../../../source/lab/workloads/facts/registry.js';
import {type Panel} from '../../../source/ui/chosen.js';
import {ArmList} from '../../../source/ui/components/arm-list.js';
import {HistoryRun} from '../../../source/ui/components/history-run.js';
import {HistoryTable} from '../../../source/ui/components/history-table.js';
import {HistoryView} from '../../../source/ui/components/history-view.js';
import {PanelView} from '../../../source/ui/components/panel-view.js';
import {ProductionView} from '../../../source/ui/components/production-view.js';
import {PromptView} from '../../../source/ui/components/prompt-view.js';
import {QuestionView} from '../../../source/ui/components/question-view.js';
import {WorkloadList} from '../../../source/ui/components/workload-list.js';
import {helpEntries} from '../../../source/ui/help-pages.js';
import {HelpText} from '../../../source/ui/help-text.js';
import {componentFrame} from '../../helpers/component-frame.js';
import {asked} from '../../helpers/asked.js';

type Size = {readonly width: number; readonly height: number};

const replay: Activity = {
	type: 'replay',
	isPaused: true,
	speed: 1,
	isOver: false,
	isCutShort: false,
	position: 3,
	length: 9,
	moment: [],
	course: {beginsAt: 0, endsAt: 9000, runs: [0], kills: [], silences: []},
};

const {state} = asked();
const {run} = asked();
const {now} = asked();

function draw(
	panel: Panel,
	size: Size,
	activity: Activity = 'running',
): string {
	return componentFrame(
		<PanelView
			isServerShown
			state={state}
			activity={activity}
			panel={panel}
			now={now}
			{...size}
		/>,
		size.width,
	);
}

const typed = {type: 'prompt', text: 'DO 1', cursor: 4} as const;

const panels: ReadonlyArray<
	readonly [
		name: string,
		panel: Panel,
		activity: Activity,
		drawn: (size: Size) => ReactNode,
	]
> = [
	[
		'help',
		{type: 'help', page: 1},
		'running',
		({height}) => <HelpText page={1} height={height} entries={helpEntries()} />,
	],
	[
		'the help of a replay',
		{type: 'help', page: 1},
		replay,
		({height}) => (
			<HelpText page={1} height={height} entries={helpEntries(true)} />
		),
	],
	[
		'the kills that can be armed',
		{type: 'arm', line: 2},
		'running',
		({height}) => <ArmList state={state} line={2} height={height} />,
	],
	[
		'the workloads',
		{type: 'workloads', line: 1},
		'over',
		size => (
			<WorkloadList state={state} workloads={allFacts} line={1} {...size} />
		),
	],
	[
		'the line for a statement',
		typed,
		'over',
		size => <PromptView panel={typed} {...size} />,
	],
	[
		'the question after an interruption',
		{type: 'question'},
		'running',
		size => (
			<QuestionView
				isServerShown
				run={run}
				notices={[]}
				isReplay={false}
				{...size}
			/>
		),
	],
	[
		'the history',
		{type: 'history'},
		'running',
		size => <HistoryView state={state} at={undefined} now={now} {...size} />,
	],
	[
		'a run of the history',
		{type: 'history-run', at: {run: 1}},
		'running',
		size => <HistoryRun state={state} at={{run: 1}} now={now} {...size} />,
	],
	[
		'the table of the history',
		{type: 'history-table', row: 1},
		'running',
		size => <HistoryTable state={state} row={1} {...size} />,
	],
	[
		'what production shows',
		{type: 'production'},
		'running',
		size => <ProductionView run={run} now={now} {...size} />,
	],
	[
		'the question in a replay',
		{type: 'question'},
		replay,
		size => (
			<QuestionView isReplay isServerShown run={run} notices={[]} {...size} />
		),
	],
];

for (const [name, panel, activity, drawn] of panels) {
	test(`${name}: the whole of its own view, and nothing else`, t => {
		for (const size of [
			{width: 60, height: 8},
			{width: 116, height: 12},
		]) {
			const frame = draw(panel, size, activity);
			t.is(frame, componentFrame(drawn(size), size.width));
			t.true(frame.trim().length > 0);
			t.true(frame.split('\n').length <= size.height);
		}
	});
}

test('the views differ', t => {
	const frames = panels.map(([, panel, activity]) =>
		draw(panel, {width: 60, height: 8}, activity),
	);
	t.is(new Set(frames).size, panels.length);
});

const message =
	'UPDATE can be chosen only on the throwaway server: on a server of your own, start again with --workload update.';

for (const [width, height, lines] of [
	[120, 2, [message, '']],
	[
		60,
		2,
		[
			'UPDATE can be chosen only on the throwaway server: on a',
			'server of your own, start again with --workload update.',
		],
	],
	// It pushes nothing away.
	[60, 1, ['UPDATE can be chosen only on the throwaway server: on a']],
] as const) {
	test(`a message in ${width} x ${height}`, t => {
		t.is(
			draw({type: 'message', text: message}, {width, height}),
			lines.join('\n'),
		);
	});
}

test('no panel is nothing', t => {
	t.is(draw({type: 'none'}, {width: 60, height: 8}), '');
});
