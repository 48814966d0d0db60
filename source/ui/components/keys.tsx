import {Box, Text} from 'ink';
import {type KillKind} from '../../lab/kill.js';
import {killStatement, routeOf} from '../../lab/kill-route.js';
import {
	isCommitHeld,
	phase,
	type LabState,
	type RunState,
} from '../../lab/state.js';
import {describeNow} from '../../words.js';
import {type Activity} from '../activity.js';

/** The two keys that kill, always visible: elsewhere `q` quits. Each with what it would do at this moment. */
export function KillKeys({
	state,
	activity,
	width,
}: {
	readonly state: LabState;
	readonly activity: Activity;
	readonly width: number;
}) {
	const {run, controlLost} = state;
	const isOff = controlLost !== undefined;
	const isDim =
		isOff || !run || phase(run) === 'over' || typeof activity === 'object';

	return (
		<Box flexDirection="column" flexShrink={0}>
			{(['query', 'connection'] as const).map(kind => (
				<KillKey
					key={kind}
					kind={kind}
					statement={killStatement(
						kind,
						run ?? {connectionId: '…'},
						routeOf(state),
					)}
					run={run}
					isOff={isOff}
					isDim={isDim}
					width={width}
				/>
			))}
		</Box>
	);
}

function KillKey({
	kind,
	statement,
	run,
	isOff,
	isDim,
	width,
}: {
	readonly kind: KillKind;
	/** The very statement that the key sends. */
	readonly statement: string;
	readonly run?: RunState;
	readonly isOff: boolean;
	readonly isDim: boolean;
	readonly width: number;
}) {
	const now = isOff
		? 'off, control lost; opening it again'
		: run
			? describeNow(kind, run)
			: '';

	return (
		<>
			<Text wrap="truncate">
				<Text inverse bold dimColor={isDim}>
					{kind === 'query' ? ' q ' : ' c '}
				</Text>
				<Text dimColor={isDim}>{` ${statement}`}</Text>
				{!isNarrow(width) && now ? (
					<Text dimColor>{`  now: ${now}`}</Text>
				) : undefined}
			</Text>
			{isNarrow(width) ? (
				<Text dimColor wrap="truncate">
					{now ? `    ${now}` : ' '}
				</Text>
			) : undefined}
		</>
	);
}

/** What the other keys do at this moment. */
export function KeyHints({
	activity,
	note,
	run,
}: {
	readonly activity: Activity;
	/** Why the last key did nothing: shown in the place of the keys. */
	readonly note: string | undefined;
	readonly run?: RunState;
}) {
	return (
		<Box flexShrink={0}>
			{note === undefined ? (
				<Text dimColor wrap="truncate">
					{describeHints(activity, run)}
				</Text>
			) : (
				<Text color="yellow" wrap="truncate">
					{note}
				</Text>
			)}
		</Box>
	);
}

function describeHints(activity: Activity, run?: RunState): string {
	if (typeof activity === 'object') {
		const {isPaused, isOver, isCutShort, speed} = activity;
		const end = isCutShort ? 'cut short' : 'end';
		return isOver
			? `replay: ${end}  s again  ^C quit`
			: `${speed}x  space ${isPaused ? 'resume' : 'pause'}  . step  +-  ^C quit`;
	}

	return {
		starting: '^C quit',
		waiting: 's start  ^C quit',
		running: `space ${run && isCommitHeld(run) ? 'sends COMMIT' : run?.paused ? 'resume' : 'pause'}  +- rate  i ${run?.onInterrupt ?? ''}  ^C quit`,
		over: 's run again  ^C quit',
		leaving: 'cleaning up … ^C leaves at once',
	}[activity];
}

/** Whether a text of some words takes a line of its own. */
export function isNarrow(width: number): boolean {
	return width < 56;
}
