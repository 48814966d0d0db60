import {Box, Text} from 'ink';
import {formatDuration} from '../format.js';
import {formatKill} from '../kill-word.js';
import {phase, type LabState, type RunState} from '../lab/state.js';
import {count, describeRate, describeView} from '../words.js';
import {type Activity} from './activity.js';
import {isNarrow, KeyHints, KillKeys} from './components/keys.js';
import {KillLine, KillSentence} from './components/kill-line.js';
import {innerSize, Pane} from './components/pane.js';
import {VerdictText} from './components/verdict-text.js';
import {type PaneSize} from './layout.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly note: string | undefined;
	readonly size: PaneSize;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The newest kill's sentence gets these lines from these inner heights on, in cells. */
const sentenceHeights = [
	{from: 25, lines: 7},
	{from: 22, lines: 5},
	{from: 15, lines: 3},
] as const;

/** The keys with the live connection id in them, what the server is doing, every kill and the verdict. */
export function ControlPane({state, activity, note, size, now}: Props) {
	const {run} = state;
	const {width, height} = innerSize(size);
	// The newest kill's sentence and the verdict keep their heights, so that nothing jumps.
	const textHeight = isNarrow(width) ? 3 : 2;
	const sentenceHeight = heightOfSentence(height, textHeight);
	// The keys, what the server does, the two texts and the blank lines between them.
	const logHeight =
		height - (isNarrow(width) ? 10 : 8) - textHeight - sentenceHeight;

	return (
		<Pane
			title={typeof activity === 'object' ? 'Replay' : 'Control'}
			size={size}
		>
			<KillKeys state={state} activity={activity} width={width} />
			<KeyHints activity={activity} note={note} run={run} />
			{run ? (
				<>
					<Box marginTop={1} flexDirection="column" flexShrink={0}>
						<ServerLines run={run} now={now} />
					</Box>
					<Box
						marginTop={1}
						flexDirection="column"
						flexGrow={1}
						overflowY="hidden"
					>
						<KillLog
							run={run}
							height={logHeight}
							sentenceHeight={sentenceHeight}
						/>
					</Box>
					<Box height={textHeight} flexShrink={0} overflowY="hidden">
						<VerdictText run={run} now={now} />
					</Box>
				</>
			) : undefined}
		</Pane>
	);
}

function heightOfSentence(height: number, least: number): number {
	const {lines = least} =
		sentenceHeights.find(({from}) => height >= from) ?? {};
	return lines;
}

/** What the observer sees on the server. */
export function ServerLines({
	run,
	now,
}: {
	readonly run: RunState;
	readonly now: number;
}) {
	const {view, at} = run.view ?? {at: now};
	const described = view && describeView(view);

	return (
		<>
			<Text wrap="truncate">
				<Text dimColor>{'server  '}</Text>
				{(described?.thread ?? '…').padEnd(26)}
				{view?.thread.type === 'alive' && phase(run) !== 'over'
					? formatDuration(now - at).padStart(8)
					: ''}
			</Text>
			<Text wrap="truncate">
				<Text dimColor>{'trx     '}</Text>
				{described?.transaction ?? '…'}
			</Text>
			<Text wrap="truncate">
				<Text dimColor>{'rate    '}</Text>
				{describeRate(run.rate)}
				{run.armed ? (
					<Text color="yellow">{`  armed ${formatKill(run.armed)}`}</Text>
				) : undefined}
			</Text>
		</>
	);
}

function KillLog({
	run,
	height,
	sentenceHeight,
}: {
	readonly run: RunState;
	readonly height: number;
	readonly sentenceHeight: number;
}) {
	const {kills} = run;
	const newest = kills.at(-1);
	if (!newest) {
		return hasControlNews(run) ? (
			<ControlNews run={run} />
		) : (
			<Text dimColor>No kill sent yet.</Text>
		);
	}

	const room = Math.max(1, kills.length > height ? height - 1 : height);
	const shown = kills.slice(-room).toReversed();
	const hidden = kills.length - shown.length;

	return (
		<>
			<Box height={sentenceHeight} flexShrink={0} overflowY="hidden">
				<KillSentence run={run} kill={newest} />
			</Box>
			{hasControlNews(run) ? <ControlNews run={run} /> : undefined}
			{shown.map(kill => (
				<KillLine key={kill.kill} kill={kill} />
			))}
			{hidden > 0 ? (
				<Text dimColor>{`   and ${count(hidden, 'kill')} before`}</Text>
			) : undefined}
		</>
	);
}

function hasControlNews({missedKills, controlBackAt}: RunState): boolean {
	return missedKills > 0 || controlBackAt !== undefined;
}

/** What became of the connection that kills, and of the presses while it was lost. */
function ControlNews({
	run: {missedKills, controlBackAt},
}: {
	readonly run: RunState;
}) {
	const news = [
		...(controlBackAt === undefined ? [] : ['control lost, and back']),
		...(missedKills === 0 ? [] : [`${count(missedKills, 'kill')} not sent`]),
	];
	return (
		<Text color="yellow" wrap="truncate">
			{news.join(', ')}
		</Text>
	);
}
