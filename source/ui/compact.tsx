import {Box} from 'ink';
import {type LabState, type RunState} from '../lab/history/state.js';
import {type Activity} from '../keys/activity.js';
import {type Chosen} from './chosen.js';
import {isHistory} from './choose-in-history.js';
import {ContentsTable} from './components/contents-table.js';
import {OthersLine} from './components/others-line.js';
import {StepLines} from './components/step-lines.js';
import {KeyHints, KillKeys} from './components/kill-keys.js';
import {NoticeLines, noticesHeight} from './components/notice-lines.js';
import {KillLines, ToldKill} from './components/kill-log.js';
import {PanelView} from './components/panel-view.js';
import {roomyQuestion} from './components/question-view.js';
import {ReplayLines} from './components/replay-lines.js';
import {ServerLines} from './components/server-lines.js';
import {TimelineView} from './components/timeline.js';
import {TransactionLine} from './components/transaction-line.js';
import {VerdictText} from './components/verdict-text.js';
import {RunLines} from './control-pane.js';
import {layOutColumn} from './layout.js';
import {needsOf} from './needs.js';
import {notices} from './notices.js';
import {BeforeRun, Step} from './workload-pane.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly chosen: Chosen;
	readonly note: string | undefined;
	readonly width: number;
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** What others and the server show, and, below a blank line, what the kill did. */
const evidenceHeight = 7;

/** What production shows is cut in fewer lines. */
const leastProduction = 8;

/** The lab in one column, on a terminal without room for two panes: the keys, the step in hand, the server, the kills and the verdict, and as much of the rest as there is room for. */
export function Compact({
	state,
	activity,
	chosen,
	note,
	width,
	height,
	now,
}: Props) {
	const {run} = state;
	const {panel} = chosen;
	const lines = layOutColumn({width, height}, needsOf(state, activity, width));
	const told = notices(state);
	// The history has the verdicts of all runs.
	const verdictLines = isHistory(panel) ? 0 : 2;
	const free = height - 2 - lines.hints - 2 - verdictLines;
	// A kill sent while production is looked at shows there too.
	const killLines =
		panel.type === 'production' &&
		run &&
		run.kills.length > 0 &&
		free > leastProduction
			? 1
			: 0;
	const room = free - killLines;
	const isRoomy =
		panel.type === 'question' && room >= roomyQuestion + evidenceHeight;

	return (
		<Box flexDirection="column" width={width} height={height}>
			<KillKeys state={state} activity={activity} panel={panel} width={width} />
			<KeyHints
				activity={activity}
				note={note}
				state={state}
				panel={panel}
				width={width}
				height={lines.hints}
			/>
			{typeof activity === 'object' && panel.type === 'none' ? (
				<ReplayLines
					state={state}
					activity={activity}
					width={width}
					height={lines.replay}
					now={now}
				/>
			) : undefined}
			{panel.type === 'none' ? (
				run ? (
					<Steps
						state={state}
						activity={activity}
						chosen={chosen}
						width={width}
						height={height}
						now={now}
					/>
				) : (
					<>
						<NoticeLines
							notices={told}
							width={width}
							// Nothing else needs the room yet.
							height={Math.max(lines.notices, noticesHeight(told, width))}
						/>
						<BeforeRun state={state} activity={activity} />
					</>
				)
			) : (
				<>
					<Step run={run} width={width} now={now} />
					<PanelView
						state={state}
						activity={activity}
						panel={panel}
						isServerShown={isRoomy}
						width={width}
						height={isRoomy ? roomyQuestion : room}
						now={now}
					/>
					{run && isRoomy ? (
						<Asked
							state={state}
							activity={activity}
							run={run}
							killsBack={chosen.killsBack}
							width={width}
							height={room - roomyQuestion}
							now={now}
						/>
					) : undefined}
					<Box flexGrow={1} />
					{run && killLines > 0 ? (
						<KillLines
							run={run}
							killsBack={chosen.killsBack}
							width={width}
							height={killLines}
						/>
					) : undefined}
					{run && verdictLines > 0 ? (
						<Box height={verdictLines} flexShrink={0} overflowY="hidden">
							<VerdictText
								run={run}
								width={width}
								height={verdictLines}
								now={now}
							/>
						</Box>
					) : undefined}
				</>
			)}
		</Box>
	);
}

/** What the question rests on: what others and the server show, and what the kill did. */
function Asked({
	state,
	activity,
	run,
	killsBack,
	width,
	height,
	now,
}: {
	readonly state: LabState;
	readonly activity: Activity;
	readonly run: RunState;
	readonly killsBack: number;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
}) {
	return (
		<>
			<Box height={1} flexShrink={0}>
				<OthersLine run={run} />
			</Box>
			<Box flexDirection="column" flexShrink={0}>
				<ServerLines run={run} width={width} height={2} now={now} />
			</Box>
			<Box marginTop={1} flexShrink={0}>
				<ToldKill
					state={state}
					activity={activity}
					killsBack={killsBack}
					width={width}
					height={height - 4}
				/>
			</Box>
		</>
	);
}

function Steps({
	state,
	activity,
	chosen,
	width,
	height,
	now,
}: Omit<Props, 'note'>) {
	const {run} = state;
	if (!run) {
		return undefined;
	}

	const verdict = run.verdict?.verdict;
	const lines = layOutColumn({width, height}, needsOf(state, activity, width));

	return (
		<>
			<Box marginTop={lines.gapAboveServer} flexShrink={0}>
				<TransactionLine run={run} />
			</Box>
			{lines.others > 0 ? <OthersLine run={run} /> : undefined}
			<StepLines run={run} width={width} height={lines.steps + 1} now={now} />
			{verdict && lines.contents > 0 ? (
				<ContentsTable
					verdict={verdict}
					plan={run.plan}
					width={width}
					height={lines.contents}
				/>
			) : undefined}
			<ServerLines run={run} width={width} height={lines.server} now={now} />
			<RunLines
				state={state}
				activity={activity}
				run={run}
				killsBack={chosen.killsBack}
				lines={lines}
				width={width}
				now={now}
				spare={
					verdict === undefined && lines.others === 0 ? (
						<OthersLine run={run} />
					) : undefined
				}
			/>
			{lines.timeline > 0 ? (
				<TimelineView
					run={run}
					width={width}
					height={lines.timeline}
					now={now}
				/>
			) : undefined}
		</>
	);
}
