import {Box, Text} from 'ink';
import {formatBytes} from '../format.js';
import {describeProblem} from '../lab/preflight/finding.js';
import {
	isCommitHeld,
	storedFiles,
	type LabState,
	type RunState,
} from '../lab/state.js';
import {type Activity} from './activity.js';
import {ContentsTable, contentsHeight} from './components/contents-table.js';
import {FileLine} from './components/file-line.js';
import {TimelineView, timelineHeight} from './components/timeline.js';
import {innerSize, Pane} from './components/pane.js';
import {type PaneSize} from './layout.js';
import {visibleFiles} from './visible-files.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly size: PaneSize;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The transaction and its files, and at the end what the table holds. */
export function WorkloadPane({
	state: {run, warnings = []},
	activity,
	size,
	now,
}: Props) {
	const title = run ? `Workload ─ connection ${run.connectionId}` : 'Workload';

	return (
		<Pane title={title} size={size}>
			{run ? (
				<Files run={run} size={innerSize(size)} now={now} />
			) : (
				<>
					<Text dimColor>
						{activity === 'starting' || activity === 'running'
							? 'The run begins.'
							: 'No run yet.'}
					</Text>
					{warnings.map(warning => (
						<Text key={warning.what} color="yellow">
							{`warning: ${describeProblem(warning)}`}
						</Text>
					))}
				</>
			)}
		</Pane>
	);
}

type FilesProps = {
	readonly run: RunState;
	readonly size: PaneSize;
	readonly now: number;
};

/** The lines above the files. */
const headLines = 2;

/** The timeline with a blank line above it, and the heights from which on there is room for it: beside the files, and beside the table's contents as well. */
const timelineRoom = timelineHeight + 1;
const leastHeight = 10;
const leastHeightWithContents = 14;

/** The lines that it takes to show everything. */
export function workloadLines(run: RunState): number {
	const verdict = run.verdict?.verdict;
	return (
		headLines +
		timelineRoom +
		run.plan.files +
		(verdict ? contentsHeight(verdict, Infinity) : 0)
	);
}

function Files({run, size: {width, height}, now}: FilesProps) {
	const verdict = run.verdict?.verdict;
	const hasTimeline =
		height >= (verdict ? leastHeightWithContents : leastHeight);
	const room = height - headLines - (hasTimeline ? timelineRoom : 0);
	// Afterwards the table matters more than the files; one of them stays.
	const tableHeight = verdict ? contentsHeight(verdict, room - 1) : 0;
	const {files, before, waiting} = visibleFiles(run, room - tableHeight);

	return (
		<Box flexDirection="column" height={height}>
			<Box flexDirection="column" flexGrow={1} overflowY="hidden">
				<TransactionLine run={run} />
				<Text dimColor>{before > 0 ? `· ${before} before` : ' '}</Text>
				{files.map(file => (
					<FileLine
						key={file.file}
						run={run}
						file={file}
						width={width}
						now={now}
					/>
				))}
				{waiting > 0 ? <Text dimColor>{`· ${waiting} more`}</Text> : undefined}
				{verdict ? (
					<ContentsTable verdict={verdict} width={width} height={tableHeight} />
				) : undefined}
			</Box>
			{hasTimeline ? (
				<TimelineView run={run} width={width} now={now} />
			) : undefined}
		</Box>
	);
}

/** How far the transaction is, from what the client knows. */
export function TransactionLine({run}: {readonly run: RunState}) {
	const stored = storedFiles(run);
	const bytes = formatBytes(stored * run.plan.size);
	const files = `${stored} of ${run.plan.files} files`;

	switch (run.transaction) {
		case 'open': {
			return (
				<Text wrap="truncate">
					<Text bold>
						{isCommitHeld(run) ? 'paused before COMMIT' : 'transaction open'}
					</Text>
					{` · ${files} · ${bytes} not committed`}
				</Text>
			);
		}

		case 'committed': {
			return (
				<Text wrap="truncate">
					<Text bold color="green">
						transaction committed
					</Text>
					{` · ${files} · ${bytes}`}
				</Text>
			);
		}

		case 'rolled back': {
			return (
				<Text wrap="truncate">
					<Text bold color="red">
						transaction rolled back
					</Text>
					{` · ${files} had been inserted`}
				</Text>
			);
		}

		case 'lost': {
			return (
				<Text wrap="truncate">
					<Text bold color="red">
						connection lost
					</Text>
					{run.statements.at(-1)?.kind === 'commit'
						? ` · ${files}, COMMIT was not answered`
						: ` · ${files} inserted, not committed`}
				</Text>
			);
		}

		case 'none': {
			return run.plan.autocommit ? (
				<Text wrap="truncate">
					<Text bold>{run.lost ? 'connection lost' : 'autocommit'}</Text>
					{` · ${files} · ${bytes} committed one by one`}
				</Text>
			) : (
				<Text dimColor>no transaction yet</Text>
			);
		}
	}
}
