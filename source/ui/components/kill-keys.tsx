import {Box, Text} from 'ink';
import {type KillKind} from '../../lab/events/kill.js';
import {killStatement, routeOf} from '../../lab/kills/route.js';
import {
	isCommitHeld,
	phase,
	type LabState,
	type RunState,
} from '../../lab/history/state.js';
import {describeNow} from '../../wording/words.js';
import {type OnInterrupt, type RunPlan} from '../../lab/events/run-plan.js';
import {type Activity} from '../activity.js';
import {type Panel} from '../chosen.js';
import {freeUnits} from '../keep-units.js';
import {isNarrow} from '../layout.js';
import {Paragraph} from './paragraph.js';

const kinds = ['query', 'connection'] as const;

/** What comes before the prediction: on its own line, and after the statement. */
const indent = '    ';
const gap = '  ';

/** The cells of a key. */
const keyWidth = 3;

/** The two keys that kill, always visible, because in other programs `q` quits. Each with what it would do right now. */
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
	const statements = kinds.map(kind => ({
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
		isOff || !run || phase(run) === 'over' || typeof activity === 'object';

	return (
		<Box flexDirection="column" flexShrink={0}>
			{statements.map(({kind, statement}) => (
				<KillKey
					key={kind}
					kind={kind}
					statement={isNarrow(width) ? statement : statement.padEnd(longest)}
					now={
						isOff ? 'off: control lost, reconnecting' : nowOf(kind, run, room)
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
					{kind === 'query' ? ' q ' : ' c '}
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
	const hints = hintsOf(activity, panel, state);

	return (
		<Box flexShrink={0} height={height} overflowY="hidden">
			{note === undefined ? (
				height > 1 ? (
					<Paragraph>
						<Text dimColor>{joinHints(hints)}</Text>
					</Paragraph>
				) : (
					<Text dimColor wrap="truncate">
						{freeUnits(joinHints(fitHints(hints, width)))}
					</Text>
				)
			) : (
				<Text color="yellow" wrap="truncate">
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

/** As many as fit into one line: the last one says how to leave, and always stays. */
function fitHints(hints: readonly string[], width: number): readonly string[] {
	const last = hints.at(-1);
	return hints.length < 2 ||
		joinHints(hints).length <= width ||
		last === undefined
		? hints
		: fitHints([...hints.slice(0, -2), last], width);
}

function hintsOf(
	activity: Activity,
	panel: Panel,
	state: LabState,
): readonly string[] {
	switch (panel.type) {
		case 'arm': {
			return ['a next', 'Enter arms', 'Esc cancels', '^C quit'];
		}

		case 'help': {
			return ['Esc closes', '^C quit'];
		}

		case 'none': {
			return typeof activity === 'object'
				? replayHints(activity, state)
				: labHints(activity, state);
		}
	}
}

function replayHints(
	{
		isPaused,
		isOver,
		isCutShort,
		speed,
	}: Extract<Activity, {readonly type: 'replay'}>,
	{run}: LabState,
): readonly string[] {
	const kills = killHints(run);
	return isOver
		? [
				isCutShort ? 'replay: cut short' : 'replay: end',
				's again',
				', back',
				...kills,
				'^C quit',
			]
		: [
				`+- ${speed}x`,
				`space ${isPaused ? 'resume' : 'pause'}`,
				'. step',
				', back',
				's again',
				...kills,
				'^C quit',
			];
}

/** With one kill there is no other to look at. */
function killHints(run: RunState | undefined): readonly string[] {
	return run && run.kills.length > 1 ? ['p n kills'] : [];
}

function labHints(
	activity: Exclude<Activity, {readonly type: 'replay'}>,
	{run, plan}: LabState,
): readonly string[] {
	const others = ['a arm', ...(plan ? [`i ${afterInterrupt(plan)}`] : [])];
	const kills = killHints(run);
	switch (activity) {
		case 'starting': {
			return ['^C quit'];
		}

		case 'waiting': {
			return ['s start', ...others, '^C quit'];
		}

		case 'running': {
			return [...(run ? paceHints(run) : []), ...others, ...kills, '^C quit'];
		}

		case 'over': {
			return ['s run again', ...others, ...kills, '^C quit'];
		}

		case 'leaving': {
			return ['cleaning up …', '^C again quits now'];
		}
	}
}

/** If each INSERT is its own transaction, there is none to end: then two of the words only skip the other files. */
const underAutocommit: Readonly<Record<OnInterrupt, string>> = {
	rollback: 'stop',
	retry: 'retry',
	skip: 'skip',
	commit: 'stop',
};

function afterInterrupt({autocommit, onInterrupt}: RunPlan): string {
	return autocommit ? underAutocommit[onInterrupt] : onInterrupt;
}

/** Nothing is held or sent any more from COMMIT or ROLLBACK on. A run that is over is the one before: the next one waits for its table to be emptied. */
const phasesWithoutUpload: ReadonlySet<string> = new Set([
	'commit',
	'rollback',
	'look',
	'over',
]);

/** An upload at full speed has no rate to change. */
function paceHints(run: RunState): readonly string[] {
	return phasesWithoutUpload.has(phase(run))
		? []
		: [
				isCommitHeld(run)
					? 'space sends COMMIT'
					: `space ${run.paused ? 'resume' : 'pause'}`,
				...(run.rate === undefined ? [] : ['+- rate']),
			];
}
