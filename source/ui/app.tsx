import {Box, Text} from 'ink';
import {type LabState} from '../lab/history/state.js';
import {type Activity} from '../keys/activity.js';
import {smallest} from '../smallest-screen.js';
import {type Chosen, type Panel} from './chosen.js';
import {Compact} from './compact.js';
import {Head} from './components/head.js';
import {PromptView} from './components/prompt-view.js';
import {QuestionLine} from './components/question-line.js';
import {WaitLine} from './components/wait-line.js';
import {ControlPane} from './control-pane.js';
import {innerSize, layOut, type Layout, type PaneSize} from './layout.js';
import {lendLines} from './lend-lines.js';
import {needsOf} from './needs.js';
import {
	hasProductionPlace,
	hasRoomForProduction,
	productionHeight,
} from './production-place.js';
import {type Shown} from './shown.js';
import {shownOf} from './shown-panel.js';
import {WorkloadPane} from './workload-pane.js';

/** The input of the lab's picture. */
export type LabShown = Shown<LabState, Activity, Chosen>;

type Props = {readonly shown: LabShown};

/** The whole screen: a pure function of the lab's state, the time and the terminal's size. */
export function App({shown}: Props) {
	const {state, activity, note, now, columns, rows} = shown;
	const terminal = {columns, rows};
	const chosen = {
		...shownOf(shown.chosen, state),
		isInProduction:
			shown.chosen.isInProduction ?? hasRoomForProduction(state, terminal),
	};
	const asked = state.run?.question && state.run;
	const wait = state.waits?.at(-1);
	const layout = layOut(columns, rows);
	const panel: Panel =
		chosen.panel.type === 'none' &&
		chosen.isInProduction &&
		!hasProductionPlace(terminal)
			? {type: 'production'}
			: chosen.panel;
	if (layout.type === 'too-small' && panel.type === 'prompt') {
		// Keys are text: nothing else must be seen.
		return <PromptView panel={panel} width={columns} height={rows} />;
	}

	if (layout.type === 'too-small') {
		return (
			<Box flexDirection="column">
				<Text>
					{`Kill Lab needs ${smallest.columns} x ${smallest.rows} cells; this terminal has ${columns} x ${rows}. q and c still kill${asked ? ', and 1 to 4 answer' : ''}.`}
				</Text>
				{asked ? <QuestionLine run={asked} width={columns} /> : undefined}
				{wait ? <WaitLine wait={wait} width={columns} now={now} /> : undefined}
			</Box>
		);
	}

	// Stacked panes would leave too few lines for help.
	const isColumn =
		layout.type === 'compact' ||
		(layout.type === 'stacked' && panel.type !== 'none');
	return (
		<Box flexDirection="column" width={columns}>
			{wait ? (
				<WaitLine wait={wait} width={columns} now={now} />
			) : asked && panel.type !== 'question' ? (
				<QuestionLine run={asked} width={columns} />
			) : (
				<Head
					state={state}
					activity={activity}
					hasHelp={panel.type !== 'prompt'}
					width={columns}
				/>
			)}
			{isColumn ? (
				<Compact
					state={state}
					activity={activity}
					chosen={{...chosen, panel}}
					note={note}
					width={columns}
					height={rows - 1}
					now={now}
				/>
			) : (
				<Panes shown={{...shown, chosen: {...chosen, panel}}} layout={layout} />
			)}
		</Box>
	);
}

type PanesProps = Props & {
	readonly layout: Extract<Layout, {readonly control: PaneSize}>;
};

function Panes({
	shown: {state, activity, chosen, note, now},
	layout,
}: PanesProps) {
	const {panel} = chosen;
	const isInProduction = chosen.isInProduction === true;
	const {type, workload, control} = lendLines(layout, {
		...needsOf(state, activity, innerSize(layout.control).width),
		production: isInProduction ? productionHeight : 0,
	});
	return (
		<Box flexDirection={type === 'stacked' ? 'column' : 'row'}>
			<WorkloadPane
				state={state}
				activity={activity}
				panel={panel}
				isInProduction={isInProduction}
				size={workload}
				now={now}
			/>
			<ControlPane
				state={state}
				activity={activity}
				chosen={chosen}
				note={note}
				size={control}
				now={now}
			/>
		</Box>
	);
}
