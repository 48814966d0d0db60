import {Box, Text} from 'ink';
import {type ReactNode} from 'react';
import {type LabState} from '../lab/state.js';
import {type Activity} from './activity.js';
import {Compact} from './compact.js';
import {Head} from './components/head.js';
import {Pane} from './components/pane.js';
import {ControlPane, KillKeys} from './control-pane.js';
import {HelpText} from './help-text.js';
import {layOut, smallest, type Layout, type PaneSize} from './layout.js';
import {WorkloadPane, workloadLines} from './workload-pane.js';

/** What the picture is drawn of. */
export type Shown = {
	readonly state: LabState;
	readonly activity: Activity;
	/** What the keys and the words mean, in the place of the workload. */
	readonly isHelpShown: boolean;
	/** On the session's clock, in ms. */
	readonly now: number;
	readonly columns: number;
	readonly rows: number;
};

/** A part of the picture, drawn on its own. */
type Part = {
	readonly node: ReactNode;
	/** Cells. */
	readonly width: number;
};

/** The picture's parts: the head, and below it at most two panes. */
export type Arrangement = {
	/** How the panes follow each other. */
	readonly direction: 'row' | 'column';
	readonly parts: readonly Part[];
};

/** Arranges the whole screen: a pure function of the lab's state, the time and the terminal's size. */
export function arrange(shown: Shown): Arrangement {
	const {state, isHelpShown, columns, rows} = shown;
	const layout = layOut(
		columns,
		rows,
		state.run ? workloadLines(state.run) : 0,
	);
	if (layout.type === 'too-small') {
		const node = (
			<Text>
				{`Kill Lab needs ${smallest.columns} x ${smallest.rows} cells; this terminal has ${columns} x ${rows}. q and c still kill.`}
			</Text>
		);
		return {direction: 'column', parts: [{node, width: columns}]};
	}

	const head = {node: <Head state={state} />, width: columns};
	if (layout.type === 'compact' || (isHelpShown && layout.type === 'stacked')) {
		return {
			direction: 'column',
			parts: [head, {node: single(shown), width: columns}],
		};
	}

	return {
		direction: layout.type === 'stacked' ? 'column' : 'row',
		parts: [head, ...panes(shown, layout)],
	};
}

/** What a small terminal shows instead of two panes. */
function single(shown: Shown): ReactNode {
	const {state, activity, isHelpShown, now, columns, rows} = shown;
	return isHelpShown ? (
		<Box flexDirection="column">
			<KillKeys run={state.run} />
			<HelpText />
		</Box>
	) : (
		<Compact
			state={state}
			activity={activity}
			width={columns}
			height={rows - 1}
			now={now}
		/>
	);
}

function panes(
	{state, activity, isHelpShown, now}: Shown,
	{workload, control}: Extract<Layout, {readonly control: PaneSize}>,
): readonly Part[] {
	return [
		{
			node: isHelpShown ? (
				<Pane title="Help" size={workload}>
					<HelpText />
				</Pane>
			) : (
				<WorkloadPane state={state} size={workload} now={now} />
			),
			width: workload.width,
		},
		{
			node: (
				<ControlPane
					state={state}
					activity={activity}
					size={control}
					now={now}
				/>
			),
			width: control.width,
		},
	];
}
