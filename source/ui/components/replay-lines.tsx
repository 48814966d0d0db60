import {Box, Text} from 'ink';
import {formatDuration} from '../../format.js';
import {type LabState} from '../../lab/history/state.js';
import {skippedIn} from '../../lab/history/silences.js';
import {type ReplayActivity} from '../../keys/activity.js';
import {describeLater, describeMoment} from '../moment-words.js';
import {replayBar, type BarCell} from '../replay-bar.js';

type Props = {
	readonly state: LabState;
	readonly activity: ReplayActivity;
	/** Cells. */
	readonly width: number;
	/** Lines: the place and what happened there in one or two, and in three with a bar above. */
	readonly height: number;
	/** In ms of the recording. */
	readonly now: number;
};

/** Where in a recording one is: the event, the time, and what happened last. */
export function ReplayLines({state, activity, width, height, now}: Props) {
	const place = describePlace(activity, now, height > 1);
	const cut = ' · cut short';
	const isCutTold =
		activity.isCutShort && height > 1 && place.length + cut.length <= width;
	const moment = describeNews(activity, state, now, height > 1);
	return (
		<Box
			flexDirection="column"
			height={height}
			flexShrink={0}
			overflowY="hidden"
		>
			{height > 2 ? (
				<Text>
					{replayBar(activity.course, now, width).map(({text, type}, index) => (
						// Cells have no other name than their place.
						// eslint-disable-next-line react/no-array-index-key
						<Text key={index} {...looks[type]}>
							{text}
						</Text>
					))}
				</Text>
			) : undefined}
			{height > 1 ? (
				<Text wrap="truncate">{isCutTold ? place + cut : place}</Text>
			) : undefined}
			<Text color="cyan" wrap="truncate">
				{height > 1 ? moment : `${place} · ${moment}`}
			</Text>
		</Box>
	);
}

const looks: Readonly<
	Record<BarCell['type'], {readonly color?: string; readonly dimColor?: true}>
> = {
	played: {color: 'cyan'},
	ahead: {dimColor: true},
	here: {color: 'cyan'},
	kill: {color: 'red'},
	run: {},
};

/** `event 101 of 143 · 4.196 of 13.432 s`, on the clock of the lines; `of 143 read so far`, if there are more. While it plays, a digit after the point is all that can be read. */
function describePlace(
	{isPaused, isOver, isReading, position, length, course}: ReplayActivity,
	now: number,
	isLong: boolean,
): string {
	const digits = isLong && (isPaused || isOver) ? 3 : 1;
	const ends = (course.endsAt / 1000).toFixed(digits);
	const time = (now / 1000).toFixed(digits).padStart(ends.length);
	return [
		`event ${String(position).padStart(String(length).length)} of ${length}${isReading ? ' read so far' : ''}`,
		`${time} of ${ends} s`,
	].join(' · ');
}

/** How long the word about a silence stays after it, in ms. */
const skipWord = 1500;

/** What happened last, or how much of the recording is skipped because nothing happened. */
function describeNews(
	activity: ReplayActivity,
	state: LabState,
	now: number,
	isLong: boolean,
): string {
	const {
		isPaused,
		isOver,
		isAwaiting,
		isCutShort,
		speed,
		moment,
		later,
		foretold,
		course,
	} = activity;
	const words = describeMoment(moment, state);
	if (isAwaiting) {
		return `reading the recording to its end, and then the jump; here: ${words}`;
	}

	if (isOver && isCutShort) {
		return `cut short here${state.run && !state.run.verdict ? `, in run ${state.run.run}` : ''}; last: ${words}`;
	}

	if (isPaused) {
		return isLong && !foretold ? words + describeLater(later) : words;
	}

	const silence = course.silences.findLast(
		({cut, to}) => now >= cut.to && now <= to + skipWord * Math.max(1, speed),
	);
	if (!silence) {
		return words;
	}

	const skipped = `${formatDuration(skippedIn(silence))} skipped`;
	return now < silence.to ? `${skipped}: no event` : `${skipped} · ${words}`;
}
