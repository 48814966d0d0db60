import {Box, Text} from 'ink';
import {formatDuration} from '../../format.js';
import {
	type KillState,
	type LabState,
	type RunState,
} from '../../lab/history/state.js';
import {runOf} from '../../lab/history/earlier-run.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {runsOf, type Place} from '../history-entries.js';
import {layOutHistoryRun, sentenceIndent} from '../history-run-layout.js';
import {notices} from '../notices.js';
import {KillLine, KillSentence, killText} from './kill-line.js';
import {describeEarlier, KillLines} from './kill-log.js';
import {NoticeLines} from './notice-lines.js';
import {Paragraph} from './paragraph.js';
import {RunLogLines} from './run-log-lines.js';
import {TimelineView} from './timeline.js';
import {readingTime, verdictHeights, VerdictText} from './verdict-text.js';

type Props = {
	readonly state: LabState;
	/** The run, and the kill of it that is told in full; without a kill, its newest is. */
	readonly at: Place;
	/** Its kills stand above it already. */
	readonly hasKillsAbove?: boolean;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** One run again, as it ended: its verdict, its kills, one of them in full with the course of its statement, and what happened as far as there is room. */
export function HistoryRun({
	state,
	at,
	hasKillsAbove = false,
	width,
	height,
	now,
}: Props) {
	const found = runsOf(state).find(({run}) => run === at.run);
	const run = found?.whole && runOf(found.whole);
	return (
		<Box flexDirection="column" height={height} flexShrink={0}>
			{run ? (
				<Whole
					run={run}
					kill={at.kill}
					isGoingOn={isGoingOn(run, state)}
					hasKillsAbove={hasKillsAbove}
					width={width}
					height={height}
					now={now}
				/>
			) : (
				<Paragraph>
					<Text>
						{found
							? `${describeEarlier(found, Infinity)}. That is all that is kept of a run so long ago; --record keeps everything.`
							: `Run ${at.run} has not begun here.`}
					</Text>
				</Paragraph>
			)}
		</Box>
	);
}

function isGoingOn(run: RunState, state: LabState): boolean {
	return run.verdict === undefined && run.run === state.run?.run;
}

function Whole({
	run,
	kill,
	isGoingOn,
	hasKillsAbove,
	width,
	height,
	now,
}: Omit<Props, 'state' | 'at' | 'hasKillsAbove'> & {
	readonly run: RunState;
	/** The number of the one that is told; absent: the newest. */
	readonly kill: number | undefined;
	/** It has no verdict yet. */
	readonly isGoingOn: boolean;
	readonly hasKillsAbove: boolean;
}) {
	const kills = run.kills.toReversed();
	const back = Math.max(
		0,
		kills.findIndex(one => one.kill === kill),
	);
	const told = kills[back];
	const notes = notices({run});
	const {gap, hasSentences, lines} = layOutHistoryRun(
		run,
		notes,
		{width, height},
		hasKillsAbove,
	);
	// Where the verdict has no room for how long the table was read.
	const hasReading = lines.verdict < (verdictHeights(run, width)?.wanted ?? 0);
	const above = gap > 0 ? <Box height={gap} flexShrink={0} /> : undefined;

	return (
		<>
			<Text bold wrap="truncate">
				{describeHead(run, isGoingOn, {hasReading})}
			</Text>
			{above}
			<Box height={lines.verdict} flexShrink={0} overflowY="hidden">
				{run.verdict !== undefined || isGoingOn ? (
					<VerdictText
						run={run}
						width={width}
						height={lines.verdict}
						now={now}
					/>
				) : (
					<Paragraph>
						<Text bold>Verdict </Text>
						<Text color="yellow">
							none: there was none when the next run began
						</Text>
					</Paragraph>
				)}
			</Box>
			{lines.notices > 0 ? (
				<NoticeLines notices={notes} width={width} height={lines.notices} />
			) : undefined}
			{above}
			{kills.length === 0 ? (
				<Text dimColor>
					{isGoingOn ? 'No kill sent yet.' : 'No kill was sent.'}
				</Text>
			) : hasSentences ? (
				kills.map(one => (
					<KillInFull
						key={one.kill}
						run={run}
						kill={one}
						isTold={one === told}
						width={width}
					/>
				))
			) : lines.kills > 0 ? (
				<KillLines
					run={run}
					killsBack={back}
					width={width}
					height={lines.kills}
				/>
			) : undefined}
			{told && !hasSentences ? (
				<Box height={lines.sentence} flexShrink={0} overflowY="hidden">
					<KillSentence
						run={run}
						kill={told}
						width={width}
						height={lines.sentence}
					/>
				</Box>
			) : undefined}
			{lines.timeline > 0 ? (
				<>
					{above}
					<TimelineView
						run={run}
						width={width}
						height={lines.timeline}
						now={now}
						about={told}
					/>
				</>
			) : undefined}
			<RunLogLines run={run} height={lines.log} />
		</>
	);
}

function KillInFull({
	run,
	kill,
	isTold,
	width,
}: {
	readonly run: RunState;
	readonly kill: KillState;
	readonly isTold: boolean;
	/** Cells. */
	readonly width: number;
}) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			<KillLine
				run={run}
				kill={kill}
				digits={String(run.kills.length).length}
				isTold={isTold}
				width={width}
			/>
			<Box paddingLeft={sentenceIndent} flexShrink={0}>
				<Paragraph>
					<Text dimColor={!isTold}>
						{killText(run, kill, {time: 'present'}).sentences.join(' ')}
					</Text>
				</Paragraph>
			</Box>
		</Box>
	);
}

/** `Run 2 as it ended · took 14.6 s, reading the table 20 ms · blobs: 10 files of 100 MB · connection 45`. */
function describeHead(
	run: RunState,
	isGoingOn: boolean,
	{hasReading}: {readonly hasReading: boolean},
): string {
	const {plan, connectionId, startedAt, verdict} = run;
	const time = hasReading ? readingTime(run) : undefined;
	const reading = time === undefined ? '' : `, reading the table ${time}`;
	return [
		isGoingOn ? `Run ${run.run}` : `Run ${run.run} as it ended`,
		verdict
			? `took ${formatDuration(verdict.at - startedAt)}${reading}`
			: isGoingOn
				? 'goes on'
				: 'no verdict',
		`${plan.workload.name}: ${factsOf(plan).describe(plan)}`,
		`connection ${connectionId}`,
	].join(' · ');
}
