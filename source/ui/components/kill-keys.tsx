import {Box, Text} from 'ink';
import {killKinds, type KillKind} from '../../lab/events/kill.js';
import {killStatement, routeOf} from '../../lab/kills/route.js';
import {phase, type LabState, type RunState} from '../../lab/history/state.js';
import {describeNow} from '../../wording/words.js';
import {type Activity, type LabActivity} from '../../keys/activity.js';
import {hintsOf} from '../../keys/hints.js';
import {keyFor, labKeys} from '../../keys/lab-keys.js';
import {replayKeys} from '../../keys/replay-keys.js';
import {type Panel} from '../chosen.js';
import {freeUnits} from '../keep-units.js';
import {isNarrow} from '../layout.js';
import {wrappedHeight} from '../wrapped.js';
import {Paragraph} from './paragraph.js';

/** What comes before the prediction: on its own line, and after the statement. */
const indent = '    ';
const gap = '  ';

/** The cells of a key. */
const keyWidth = 3;

/** The two keys that kill, always visible, because in other programs `q` quits. Each with what it would do right now. */
export function KillKeys({
	state,
	activity,
	panel,
	width,
}: {
	readonly state: LabState;
	readonly activity: Activity;
	readonly panel: Panel;
	readonly width: number;
}) {
	const {run, controlLost} = state;
	const isText = panel.type === 'prompt';
	const statements = killKinds.map(kind => ({
		kind,
		statement: killStatement(kind, run ?? {connectionId: '…'}, routeOf(state)),
	}));
	// The predictions are in one column.
	const longest = Math.max(
		...statements.map(({statement}) => statement.length),
	);
	const room = isNarrow(width)
		? width - indent.length
		: width - keyWidth - longest - gap.length - 1;
	const isOff = controlLost !== undefined;
	const isDim =
		isOff ||
		isText ||
		!run ||
		phase(run) === 'over' ||
		typeof activity === 'object';

	return (
		<Box flexDirection="column" flexShrink={0}>
			{statements.map(({kind, statement}) => (
				<KillKey
					key={kind}
					kind={kind}
					statement={isNarrow(width) ? statement : statement.padEnd(longest)}
					now={
						isText
							? 'only a letter while you type'
							: isOff
								? 'off: control lost, reconnecting'
								: nowOf(kind, run, room)
					}
					isDim={isDim}
					width={width}
				/>
			))}
		</Box>
	);
}

function nowOf(
	kind: KillKind,
	run: RunState | undefined,
	room: number,
): string {
	return run ? describeNow(kind, run, room) : 'no run yet: nothing to kill';
}

function KillKey({
	kind,
	statement,
	now,
	isDim,
	width,
}: {
	readonly kind: KillKind;
	/** The exact statement that the key sends. */
	readonly statement: string;
	/** What it would do right now. */
	readonly now: string;
	readonly isDim: boolean;
	readonly width: number;
}) {
	return (
		<>
			<Text wrap="truncate">
				<Text inverse bold dimColor={isDim}>
					{` ${keyFor(`kill-${kind}`)} `}
				</Text>
				<Text dimColor={isDim}>{` ${statement}`}</Text>
				{isNarrow(width) ? undefined : <Text dimColor>{`${gap}${now}`}</Text>}
			</Text>
			{isNarrow(width) ? (
				<Text dimColor wrap="truncate">
					{`${indent}${now}`}
				</Text>
			) : undefined}
		</>
	);
}

/** What the other keys do right now. */
export function KeyHints({
	activity,
	note,
	state,
	panel,
	width,
	height,
}: {
	readonly activity: Activity;
	/** Why the last key did nothing: shown instead of the keys. */
	readonly note: string | undefined;
	readonly state: LabState;
	readonly panel: Panel;
	/** Cells. */
	readonly width: number;
	/** Lines. */
	readonly height: number;
}) {
	const hints = wordsOf(activity, panel, state);

	return (
		<Box flexShrink={0} height={height} overflowY="hidden">
			{note === undefined ? (
				height > 1 ? (
					<Paragraph>
						<Text dimColor>{joinHints(fitHints(hints, width, height))}</Text>
					</Paragraph>
				) : (
					<Text dimColor wrap="truncate">
						{freeUnits(joinHints(fitHints(hints, width, height)))}
					</Text>
				)
			) : (
				<Text color="yellow" wrap={height > 1 ? 'wrap' : 'truncate'}>
					{note}
				</Text>
			)}
		</Box>
	);
}

/** A key and what it does stay on one line. */
function joinHints(hints: readonly string[]): string {
	return hints.map(hint => hint.replaceAll(' ', '\u00A0')).join('  ');
}

/** As many as fit: the last one says how to leave, and always stays. */
function fitHints(
	hints: readonly string[],
	width: number,
	height: number,
): readonly string[] {
	const last = hints.at(-1);
	return hints.length < 2 ||
		wrappedHeight(joinHints(hints), width) <= height ||
		last === undefined
		? hints
		: fitHints([...hints.slice(0, -2), last], width, height);
}

/** The hints of the keys that do something right now, after a word about what the program does where there is one. */
function wordsOf(
	activity: Activity,
	panel: Panel,
	state: LabState,
): readonly string[] {
	const status = panel.type === 'none' ? statusOf(activity, state) : undefined;
	return [
		...(status === undefined ? [] : [status]),
		...(typeof activity === 'object'
			? hintsOf(
					replayKeys,
					// Nobody can answer there: the keys are the usual ones.
					panel.type === 'question' ? 'none' : panel.type,
					activity,
					state,
				)
			: hintsOf(labKeys, panel.type, activity, state)),
	];
}

/** What the lab does while few keys do anything. */
const activityWords: Readonly<Partial<Record<LabActivity, string>>> = {
	changing: 'getting ready …',
	leaving: 'cleaning up …',
};

function statusOf(activity: Activity, {run}: LabState): string | undefined {
	if (typeof activity === 'object') {
		return activity.isOver
			? activity.isCutShort
				? 'replay: cut short'
				: 'replay: end'
			: undefined;
	}

	// Until it has a connection, the one before is on the screen.
	return activity === 'running' && run && phase(run) === 'over'
		? 'the next run begins …'
		: activityWords[activity];
}
