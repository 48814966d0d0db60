import {Text} from 'ink';
import {formatDuration} from '../../format.js';
import {factsOf} from '../../lab/workloads/facts/registry.js';
import {type ServerView} from '../../lab/events/events.js';
import {isSeenBefore} from '../../lab/history/question.js';
import {phase, type RunState} from '../../lab/history/state.js';
import {explainThread, explainTransaction} from '../../wording/view-words.js';
import {describeRate, describeView} from '../../wording/words.js';
import {firstThatFits} from '../first-that-fits.js';
import {isNarrow} from '../layout.js';

type Props = {
	readonly run: RunState;
	/** Cells. */
	readonly width: number;
	/** Lines: 2, or 3 with the rate on its own line. */
	readonly height: number;
	/** On the session's clock, in ms. */
	readonly now: number;
};

/** The width of the names of the lines, with the space after them. */
const nameWidth = 8;

/** The column of the time since the last change. */
const timeWidth = 8;

/** What the observer sees on the server, with an explanation where that misleads. */
export function ServerLines({run, width, height, now}: Props) {
	const {view, threadAt} = run.view ?? {threadAt: now};
	const described = view && describeFitting(view, width);
	const isBefore = isSeenBefore(run);
	const command =
		view?.thread.type === 'alive' ? view.thread.command : undefined;
	const thread = view
		? isBefore
			? asBefore(described?.thread ?? '', width, command)
			: withNote(
					described?.thread ?? '',
					explainThread(run, view),
					width,
					command,
				)
		: '…';
	const transaction = view
		? isBefore
			? asBefore(described?.transaction ?? '', width)
			: withNote(
					described?.transaction ?? '',
					explainTransaction(run, view),
					width,
				)
		: '…';
	const isTimed =
		view?.thread.type === 'alive' && phase(run) !== 'over' && !isBefore;
	const rate =
		factsOf(run.plan).streamedIn === undefined
			? undefined
			: describeRate(run.rate);

	return (
		<>
			<Text wrap="truncate">
				<Text dimColor>{'server'.padEnd(nameWidth)}</Text>
				{isTimed
					? thread +
						sinceChange(now - threadAt, width - nameWidth - thread.length)
					: thread}
			</Text>
			<Text wrap="truncate">
				<Text dimColor>{'trx'.padEnd(nameWidth)}</Text>
				{transaction}
				{rate !== undefined && height < 3 && fits(transaction, rate, width)
					? `  rate ${rate}`.padStart(width - nameWidth - transaction.length)
					: ''}
			</Text>
			{rate === undefined || height < 3 ? undefined : (
				<Text wrap="truncate">
					<Text dimColor>{'rate'.padEnd(nameWidth)}</Text>
					{rate}
				</Text>
			)}
		</>
	);
}

/** A view in words; without the progress that its thread tells, if there is no room for that: the bar shows it too. */
function describeFitting(
	view: ServerView,
	width: number,
): ReturnType<typeof describeView> {
	const described = describeView(view);
	const {thread} = view;
	if (
		thread.type !== 'alive' ||
		described.thread.length <= width - nameWidth - timeWidth
	) {
		return described;
	}

	const {progress, ...rest} = thread;
	return describeView({...view, thread: rest});
}

/** How long it has looked so, in ms, at the right end of the room that is left: in words if they fit. */
function sinceChange(ms: number, room: number): string {
	const time = formatDuration(ms);
	const words = `for ${time}`;
	return (words.length < room ? words : time).padStart(
		Math.max(timeWidth, room),
	);
}

function fits(transaction: string, rate: string, width: number): boolean {
	return (
		nameWidth + transaction.length + '  rate '.length + rate.length <= width
	);
}

/** What a look before the interruption saw, until the next one: it is no more than that. */
function asBefore(text: string, width: number, command = text): string {
	const when = '(before error 1317)';
	return firstThatFits(
		[
			`${text} ${when}`,
			`${text} (before 1317)`,
			`${command} (before 1317)`,
			when,
		],
		width - nameWidth,
	);
}

/** With its explanation; if there is no room for both, it replaces a thread's state. */
function withNote(
	text: string,
	note: string | undefined,
	width: number,
	command = text,
): string {
	if (note === undefined) {
		return text;
	}

	const room = width - nameWidth - (isNarrow(width) ? timeWidth : 0);
	const whole = `${text} (${note})`;
	const short = `${command} (${note})`;
	return whole.length <= room ? whole : short.length <= room ? short : text;
}
