import {type ReactNode} from 'react';
import {Box} from 'ink';
import {killTableOfRun} from '../lab/history/kill-table.js';
import {type LabState, type RunState} from '../lab/history/state.js';
import {type Activity} from '../keys/activity.js';
import {type Chosen} from './chosen.js';
import {EarlierRuns, KillLines, ToldKill} from './components/kill-log.js';
import {KeyHints, KillKeys} from './components/kill-keys.js';
import {
	KillTableNow,
	killTableNowHeights,
} from './components/kill-table-now.js';
import {NoticeLines, noticesHeight} from './components/notice-lines.js';
import {Pane} from './components/pane.js';
import {ReplayLines} from './components/replay-lines.js';
import {ServerLines} from './components/server-lines.js';
import {VerdictText} from './components/verdict-text.js';
import {innerSize, layOutControl, type PaneSize} from './layout.js';
import {needsOf} from './needs.js';
import {notices} from './notices.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly note: string | undefined;
	readonly chosen: Chosen;
	readonly size: PaneSize;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The keys with the live connection id in them, what the server is doing, every kill and the verdict. */
export function ControlPane({state, activity, chosen, note, size, now}: Props) {
	const {run} = state;
	const inner = innerSize(size);
	const rows = killTableOfRun(state);
	const needs = needsOf(state, activity, inner.width);
	const tables = rows.length > 0 ? killTableNowHeights(rows) : [];
	const lines =
		tables
			.map(height => layOutControl(inner, {...needs, table: 1 + height}))
			.find(({table}) => table > 0) ?? layOutControl(inner, needs);
	const told = notices(state);

	return (
		<Pane
			title={typeof activity === 'object' ? 'Replay' : 'Control'}
			size={size}
		>
			<KillKeys
				state={state}
				activity={activity}
				panel={chosen.panel}
				width={inner.width}
			/>
			<KeyHints
				activity={activity}
				note={note}
				state={state}
				panel={chosen.panel}
				width={inner.width}
				height={lines.hints}
			/>
			{typeof activity === 'object' ? (
				<ReplayLines
					state={state}
					activity={activity}
					width={inner.width}
					height={lines.replay}
					now={now}
				/>
			) : undefined}
			{run ? (
				<Box
					marginTop={lines.gapAboveServer}
					flexDirection="column"
					flexShrink={0}
				>
					<ServerLines
						run={run}
						width={inner.width}
						height={lines.server}
						now={now}
					/>
				</Box>
			) : undefined}
			{run ? (
				<RunLines
					state={state}
					activity={activity}
					run={run}
					killsBack={chosen.killsBack}
					lines={lines}
					width={inner.width}
					now={now}
					table={
						lines.table > 0 ? (
							<KillTableNow
								run={run}
								rows={rows}
								width={inner.width}
								height={lines.table - 1}
							/>
						) : undefined
					}
				/>
			) : (
				<NoticeLines
					notices={told}
					width={inner.width}
					// Nothing else needs the room yet.
					height={Math.max(lines.notices, noticesHeight(told, inner.width))}
				/>
			)}
		</Pane>
	);
}

/** The kills of the run, those of the runs before, and the verdict. The parts keep their heights, so that nothing jumps. */
export function RunLines({
	state,
	activity,
	run,
	killsBack,
	lines,
	width,
	now,
	spare,
	table,
}: {
	readonly state: LabState;
	readonly activity: Activity;
	readonly run: RunState;
	readonly killsBack: number;
	/** Cells. */
	readonly width: number;
	/** How many lines each has. */
	readonly lines: Readonly<
		Record<
			| 'gapAboveSentence'
			| 'sentence'
			| 'kills'
			| 'earlier'
			| 'notices'
			| 'verdict',
			number
		>
	>;
	readonly now: number;
	/** Stands in the line of the notices if there are none; absent: it stays empty. */
	readonly spare?: ReactNode;
	/** What kills do; absent: it has no place. */
	readonly table?: ReactNode;
}) {
	const told = notices(state);
	return (
		<>
			<Box marginTop={lines.gapAboveSentence} flexShrink={0}>
				<ToldKill
					state={state}
					activity={activity}
					killsBack={killsBack}
					width={width}
					height={lines.sentence}
				/>
			</Box>
			<KillLines
				run={run}
				killsBack={killsBack}
				width={width}
				height={lines.kills}
			/>
			<EarlierRuns
				earlier={state.earlier ?? []}
				width={width}
				height={lines.earlier}
			/>
			<Box flexGrow={1} />
			{table ? (
				<Box marginTop={1} flexShrink={0}>
					{table}
				</Box>
			) : undefined}
			{told.length === 0 && spare ? (
				<Box height={lines.notices} flexShrink={0} overflowY="hidden">
					{spare}
				</Box>
			) : (
				<NoticeLines notices={told} width={width} height={lines.notices} />
			)}
			<Box height={lines.verdict} flexShrink={0} overflowY="hidden">
				<VerdictText run={run} width={width} height={lines.verdict} now={now} />
			</Box>
		</>
	);
}
