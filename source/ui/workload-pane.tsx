import {Box, Text} from 'ink';
import {describeProblem} from '../lab/events/finding.js';
import {type LabState, type RunState} from '../lab/history/state.js';
import {factsOf} from '../lab/workloads/facts/registry.js';
import {runLog} from '../wording/run-log.js';
import {type Activity} from '../keys/activity.js';
import {type Panel} from './chosen.js';
import {ClaimLines, claimsHeight} from './components/claim-lines.js';
import {ContentsTable} from './components/contents-table.js';
import {OthersLine} from './components/others-line.js';
import {StepLine} from './components/step-line.js';
import {StepLines} from './components/step-lines.js';
import {Pane} from './components/pane.js';
import {ProductionView} from './components/production-view.js';
import {PanelView} from './components/panel-view.js';
import {PhaseLines, phasesHeight} from './components/phase-lines.js';
import {roomyQuestion, wholeQuestion} from './components/question-view.js';
import {RunLogLines} from './components/run-log-lines.js';
import {TimelineView} from './components/timeline.js';
import {TransactionLine} from './components/transaction-line.js';
import {
	WorkloadLines,
	workloadLinesHeight,
} from './components/workload-lines.js';
import {
	innerSize,
	layOutWorkload,
	tallPane,
	timelineHeight,
	type PaneSize,
} from './layout.js';
import {needsOf} from './needs.js';
import {productionHeight} from './production-place.js';
import {visibleSteps} from './visible-steps.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly panel: Panel;
	/** What production shows has its own place, and is to be seen. */
	readonly isInProduction: boolean;
	readonly size: PaneSize;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The transaction and its steps, a log of what happened, and at the end what the table contains; or help in place of everything but the current step, or the question after an interruption with the log below it. */
export function WorkloadPane({
	state,
	activity,
	panel,
	isInProduction,
	size,
	now,
}: Props) {
	const {run} = state;
	const inner = innerSize(size);
	const isAsked = panel.type === 'question';
	const panelHeight = isAsked
		? Math.min(
				inner.height >= tallPane ? wholeQuestion : roomyQuestion,
				inner.height - 3,
			)
		: inner.height - 3;
	const below = inner.height - 3 - panelHeight;

	return (
		<Pane
			title={run ? `Workload ─ connection ${run.connectionId}` : 'Workload'}
			size={size}
		>
			{panel.type === 'none' ? (
				run ? (
					<Steps
						state={state}
						run={run}
						isInProduction={isInProduction}
						size={inner}
						now={now}
					/>
				) : (
					<BeforeRun state={state} activity={activity} />
				)
			) : (
				<>
					<Step run={run} width={inner.width} now={now} />
					<Box height={1} flexShrink={0}>
						{run && isAsked ? <OthersLine run={run} /> : undefined}
					</Box>
					<PanelView
						isServerShown
						state={state}
						activity={activity}
						panel={panel}
						width={inner.width}
						height={panelHeight}
						now={now}
					/>
					{run && isAsked ? (
						<Asked
							run={run}
							isInProduction={isInProduction}
							width={inner.width}
							height={below}
							now={now}
						/>
					) : undefined}
				</>
			)}
		</Pane>
	);
}

/** The fewest lines of the log that leave room for a course below it. */
const leastLog = 6;

/** How it came to the question: what production shows if that is to be seen, what happened, and the course of the killed statement where there is room for it too. */
function Asked({
	run,
	isInProduction,
	width,
	height,
	now,
}: {
	readonly run: RunState;
	/** What production shows is to be seen. */
	readonly isInProduction: boolean;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
}) {
	const production =
		isInProduction && height >= productionHeight ? productionHeight : 0;
	const rest = height - production;
	const course = rest >= leastLog + timelineHeight ? timelineHeight : 0;
	const {claims} = factsOf(run.plan);
	const told = Math.min(
		claimsHeight(claims, width),
		Math.max(0, rest - course - leastLog - runLog(run).length),
	);
	return (
		<>
			<RunLogLines run={run} height={rest - course - told} />
			<Box flexGrow={1} />
			{told > 0 ? (
				<ClaimLines claims={claims} width={width} height={told} />
			) : undefined}
			{production > 0 ? (
				<Production run={run} width={width} height={production} now={now} />
			) : undefined}
			{course > 0 ? (
				<TimelineView run={run} width={width} height={course} now={now} />
			) : undefined}
		</>
	);
}

/** What production shows, below a blank line. */
function Production({
	run,
	width,
	height,
	now,
}: {
	readonly run: RunState;
	/** Cells. */
	readonly width: number;
	/** Lines, with the blank one. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
}) {
	return (
		<Box marginTop={1} flexShrink={0}>
			<ProductionView run={run} width={width} height={height - 1} now={now} />
		</Box>
	);
}

/** What is known before the first run. */
export function BeforeRun({
	state: {warnings = [], plan},
	activity,
}: {
	readonly state: LabState;
	readonly activity: Activity;
}) {
	return (
		<>
			<Text dimColor>
				{activity === 'starting' || activity === 'running'
					? 'The run is starting.'
					: 'No run yet.'}
			</Text>
			{plan ? (
				<Text dimColor wrap="truncate">
					{`${plan.workload.name}: ${factsOf(plan).describe(plan)}`}
				</Text>
			) : undefined}
			{warnings.map(warning => (
				<Text key={warning.what} color="yellow">
					{`warning: ${describeProblem(warning)}`}
				</Text>
			))}
		</>
	);
}

/** The transaction and the current step, in two lines. */
export function Step({
	run,
	width,
	now,
}: {
	readonly run: RunState | undefined;
	/** Cells. */
	readonly width: number;
	readonly now: number;
}) {
	const step = run?.steps.at(-1);
	return (
		<Box flexDirection="column" height={2} flexShrink={0}>
			{run ? <TransactionLine run={run} /> : <Text dimColor>No run yet.</Text>}
			{run && step ? (
				<StepLine run={run} step={step} width={width} now={now} />
			) : undefined}
		</Box>
	);
}

function Steps({
	state,
	run,
	isInProduction,
	size,
	now,
}: {
	readonly state: LabState;
	readonly run: RunState;
	readonly isInProduction: boolean;
	readonly size: PaneSize;
	readonly now: number;
}) {
	const {width} = size;
	const facts = factsOf(run.plan);
	const verdict = run.verdict?.verdict;
	const lines = layOutWorkload(size, {
		...needsOf(state, 'running', width),
		production: isInProduction ? productionHeight : 0,
		...(size.height >= tallPane && {
			claims: claimsHeight(facts.claims, width),
			phases: phasesHeight(facts, width),
			workload: workloadLinesHeight,
		}),
	});
	const {before} = visibleSteps(run, lines.steps + 1);

	return (
		<Box flexDirection="column" height={size.height}>
			<TransactionLine run={run} />
			{lines.gap > 0 ? (
				<Box justifyContent="space-between" height={1} flexShrink={0}>
					<OthersLine run={run} />
					{before > 0 ? (
						<Box marginLeft={run.others ? 1 : 0} flexShrink={0}>
							<Text dimColor>{`· ${before} earlier`}</Text>
						</Box>
					) : undefined}
				</Box>
			) : undefined}
			<StepLines run={run} width={width} height={lines.steps + 1} now={now} />
			{verdict && lines.contents > 0 ? (
				<ContentsTable
					verdict={verdict}
					plan={run.plan}
					width={width}
					height={lines.contents}
				/>
			) : undefined}
			<RunLogLines run={run} height={lines.log} />
			{lines.claims > 0 ? (
				<ClaimLines claims={facts.claims} width={width} height={lines.claims} />
			) : undefined}
			<PhaseLines run={run} height={lines.phases} />
			<WorkloadLines plan={run.plan} height={lines.workload} />
			<Box flexGrow={1} />
			{lines.production > 0 ? (
				<Production
					run={run}
					width={width}
					height={lines.production}
					now={now}
				/>
			) : undefined}
			{lines.timeline > 0 ? (
				<Box marginTop={lines.gapAboveTimeline} flexShrink={0}>
					<TimelineView
						run={run}
						width={width}
						height={lines.timeline}
						now={now}
					/>
				</Box>
			) : undefined}
		</Box>
	);
}
