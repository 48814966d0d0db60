import {type LastingPicture} from '../../drawing/lasting-picture.js';
import {frameInterval} from '../../drawing/scene.js';
import {type Activity} from '../../keys/activity.js';
import {type LabEvent} from '../../lab/events/events.js';
import {type Place} from '../../lab/history/place.js';
import {createPlayback} from '../../lab/history/playback.js';
import {type RecordedCourse} from '../../lab/history/recorded-course.js';
import {type RecordedEvents} from '../../lab/history/recorded-events.js';
import {playTime} from '../../lab/history/silences.js';
import {sittingOf} from '../../lab/history/sitting.js';
import {type LabState} from '../../lab/history/state.js';
import {type Film, type Frame, type Mark} from '../../output/film.js';
import {nothingChosen, type Chosen} from '../../ui/chosen.js';
import {filmStory, filmTitle} from '../../wording/film-words.js';
import {killName} from '../../wording/words.js';
import {replayCode} from './replay-code.js';
import {shownCourse} from './shown-course.js';

/** A recording that has been read to its end. */
export type WholeRecording = {
	readonly recorded: RecordedEvents;
	/** When the clock of its events began, in ms since 1970. */
	readonly startedAt: number;
	/** Why it is not the whole recording; `undefined` if it is. */
	readonly cutShort: string | undefined;
};

/** How a recording is filmed. */
export type FilmOptions = {
	/** Ms of the recording in one ms of the film. */
	readonly speed: number;
	/** Where it begins; absent: with the first run. */
	readonly seek?: Place;
	/** The size of the screen. */
	readonly columns: number;
	readonly rows: number;
	/** Rewrites every frame. */
	readonly translate?: (frame: string) => string;
};

/** What draws the lab's frames. */
export type LabPicture = LastingPicture<LabEvent, LabState, Activity, Chosen>;

/** A film has no more frames, so that hours of a recording are no gigabytes; each takes some ms to draw. */
const mostFrames = 6000;

/**
Draws what the screen shows of a replay, ten times for each second of it, as fast as that goes.

@param open - Opens what draws, from a state on.
@param signal - Aborted: the film is not wanted any more.
@throws What it is aborted with; an error when the frames can't be drawn.
*/
export async function shootFilm(
	{recorded, startedAt, cutShort}: WholeRecording,
	{speed, seek, columns, rows, translate = frame => frame}: FilmOptions,
	open: (state: LabState) => LabPicture,
	signal?: AbortSignal,
): Promise<Film> {
	let played = 0;
	const player = createPlayback(recorded, () => played, speed);
	if (seek) {
		player.seek(seek);
	}

	const from = player.now();
	const course = shownCourse(player.course());
	const length = playTime(course.silences, from, course.endsAt) / speed;
	const interval = Math.max(frameInterval, length / mostFrames);
	let news: LabEvent[] = [];
	player.subscribe(event => {
		news.push(event);
	});
	const frames: Frame[] = [];
	const picture = open(player.state());
	const draw = async (at: number) => {
		player.advance();
		const frame = await picture.draw({
			events: news,
			activity: {
				type: 'replay',
				...player.status(),
				isCutShort: cutShort !== undefined,
				course,
			},
			chosen: nothingChosen,
			now: player.now(),
			columns,
			rows,
		});
		news = [];
		const lines = translate(frame).split('\n');
		if (!isSame(lines, frames.at(-1)?.lines)) {
			frames.push({at, lines});
		}
	};

	try {
		for (; played < length; played += interval) {
			signal?.throwIfAborted();

			await draw(played);
		}

		// No rounding must keep the last event away.
		played = length + 1;
		await draw(length);
	} finally {
		await picture.close();
	}

	const {events} = recorded;
	const sitting = sittingOf(events.between(0, events.length));
	return {
		title: filmTitle(sitting),
		story: filmStory(sitting),
		startedAt,
		columns,
		rows,
		frames,
		marks: marksOf(player.course(), from, speed),
		length,
		exitCode: replayCode(recorded.state(), cutShort),
	};
}

function isSame(one: readonly string[], other: readonly string[] = []) {
	return (
		one.length === other.length &&
		one.every((line, index) => line === other[index])
	);
}

/** The kills from a time of the recording on. */
function marksOf(
	{kills, silences}: RecordedCourse,
	from: number,
	speed: number,
): readonly Mark[] {
	return kills
		.filter(({at}) => at >= from)
		.map(({at, kill, kind}) => ({
			at: playTime(silences, from, at) / speed,
			name: `kill ${kill}: ${killName(kind)}`,
		}));
}
