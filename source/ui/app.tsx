import {Box, Text} from 'ink';
import {type LabState} from '../lab/state.js';
import {type Activity} from './activity.js';
import {Compact} from './compact.js';
import {Head} from './components/head.js';
import {Pane} from './components/pane.js';
import {WaitLine} from './components/wait-line.js';
import {KillKeys} from './components/keys.js';
import {ControlPane} from './control-pane.js';
import {HelpText} from './help-text.js';
import {layOut, smallest, type Layout, type PaneSize} from './layout.js';
import {WorkloadPane, workloadLines} from './workload-pane.js';

/** What the picture is drawn of. */
export type Shown = {
	readonly state: LabState;
	readonly activity: Activity;
	/** What the keys and the words mean, in the place of the workload. */
	readonly isHelpShown: boolean;
	/** Why the last key did nothing. */
	readonly note?: string | undefined;
	/** On the session's clock, in ms. */
	readonly now: number;
	readonly columns: number;
	readonly rows: number;
};

type Props = {readonly shown: Shown};

/** The whole screen: a pure function of the lab's state, the time and the terminal's size. */
export function App({shown}: Props) {
	const {state, isHelpShown, now, columns, rows} = shown;
	const wait = state.waits?.at(-1);
	const layout = layOut(
		columns,
		rows,
		state.run ? workloadLines(state.run) : 0,
	);
	if (layout.type === 'too-small') {
		return (
			<Box flexDirection="column">
				<Text>
					{`Kill Lab needs ${smallest.columns} x ${smallest.rows} cells; this terminal has ${columns} x ${rows}. q and c still kill.`}
				</Text>
				{wait ? <WaitLine wait={wait} width={columns} now={now} /> : undefined}
			</Box>
		);
	}

	const isSingle =
		layout.type === 'compact' || (isHelpShown && layout.type === 'stacked');
	return (
		<Box flexDirection="column" width={columns}>
			{wait ? (
				<WaitLine wait={wait} width={columns} now={now} />
			) : (
				<Head state={state} />
			)}
			{isSingle ? (
				<Single shown={shown} />
			) : (
				<Panes shown={shown} layout={layout} />
			)}
		</Box>
	);
}

/** What a small terminal shows instead of two panes. */
function Single({
	shown: {state, activity, note, isHelpShown, now, columns, rows},
}: Props) {
	return isHelpShown ? (
		<Box flexDirection="column">
			<KillKeys state={state} activity={activity} width={columns} />
			<HelpText />
		</Box>
	) : (
		<Compact
			state={state}
			activity={activity}
			note={note}
			width={columns}
			height={rows - 1}
			now={now}
		/>
	);
}

type PanesProps = Props & {
	readonly layout: Extract<Layout, {readonly control: PaneSize}>;
};

function Panes({
	shown: {state, activity, note, isHelpShown, now},
	layout: {type, workload, control},
}: PanesProps) {
	return (
		<Box flexDirection={type === 'stacked' ? 'column' : 'row'}>
			{isHelpShown ? (
				<Pane title="Help" size={workload}>
					<HelpText />
				</Pane>
			) : (
				<WorkloadPane
					state={state}
					activity={activity}
					size={workload}
					now={now}
				/>
			)}
			<ControlPane
				state={state}
				activity={activity}
				note={note}
				size={control}
				now={now}
			/>
		</Box>
	);
}
