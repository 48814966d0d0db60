import {Box, Text} from 'ink';
import {formatDuration} from '../format.js';
import {phase, type LabState, type RunState} from '../lab/state.js';
import {count, describeRate, describeView, killName} from '../words.js';
import {type Activity} from './activity.js';
import {KillLine, KillSentence} from './components/kill-line.js';
import {innerSize, Pane} from './components/pane.js';
import {VerdictText} from './components/verdict-text.js';
import {type PaneSize} from './layout.js';

type Props = {
	readonly state: LabState;
	readonly activity: Activity;
	readonly size: PaneSize;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The keys with the live connection id in them, what the server is doing, every kill and the verdict. */
export function ControlPane({state: {run}, activity, size, now}: Props) {
	const {width, height} = innerSize(size);
	// The newest kill's sentence and the verdict keep their heights, so that nothing jumps.
	const textHeight = width < 56 ? 3 : 2;
	// The keys, what the server does, the two texts and the blank lines between them.
	const logHeight = height - 8 - 2 * textHeight;

	return (
		<Pane title="Control" size={size}>
			<KillKeys run={run} />
			<KeyHints activity={activity} run={run} />
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
						<KillLog run={run} height={logHeight} sentenceHeight={textHeight} />
					</Box>
					<Box height={textHeight} flexShrink={0} overflowY="hidden">
						<VerdictText run={run} now={now} />
					</Box>
				</>
			) : undefined}
		</Pane>
	);
}

/** The two keys that kill, always visible: elsewhere `q` quits. */
export function KillKeys({run}: {readonly run?: RunState}) {
	const id = run?.connectionId ?? '…';
	const isDim = !run || phase(run) === 'over';

	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text wrap="truncate">
				<Text inverse bold dimColor={isDim}>
					{' q '}
				</Text>
				<Text dimColor={isDim}>{` ${killName('query')} ${id}`}</Text>
			</Text>
			<Text wrap="truncate">
				<Text inverse bold dimColor={isDim}>
					{' c '}
				</Text>
				<Text dimColor={isDim}>{` ${killName('connection')} ${id}`}</Text>
			</Text>
		</Box>
	);
}

/** What the other keys do at this moment. */
export function KeyHints({
	activity,
	run,
}: {
	readonly activity: Activity;
	readonly run?: RunState;
}) {
	const hints = {
		waiting: 's start  ^C quit',
		running: `space ${run?.paused ? 'resume' : 'pause'}  +- rate  i ${run?.onInterrupt ?? ''}  ^C quit`,
		over: 's run again  ^C quit',
		leaving: 'cleaning up … ^C leaves at once',
	}[activity];

	return (
		<Box flexShrink={0}>
			<Text dimColor wrap="truncate">
				{hints}
			</Text>
		</Box>
	);
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
			</Text>
		</>
	);
}

function KillLog({
	run: {kills},
	height,
	sentenceHeight,
}: {
	readonly run: RunState;
	readonly height: number;
	readonly sentenceHeight: number;
}) {
	const newest = kills.at(-1);
	if (!newest) {
		return <Text dimColor>No kill sent yet.</Text>;
	}

	const room = Math.max(1, kills.length > height ? height - 1 : height);
	const shown = kills.slice(-room).toReversed();
	const hidden = kills.length - shown.length;

	return (
		<>
			<Box height={sentenceHeight} flexShrink={0} overflowY="hidden">
				<KillSentence kill={newest} />
			</Box>
			{shown.map(kill => (
				<KillLine key={kill.kill} kill={kill} />
			))}
			{hidden > 0 ? (
				<Text dimColor>{`   and ${count(hidden, 'kill')} before`}</Text>
			) : undefined}
		</>
	);
}
