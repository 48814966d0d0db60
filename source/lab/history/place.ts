import {type RecordedCourse} from './recorded-course.js';
import {playedUntil, playTime} from './silences.js';

/** A place of a recording that somebody has named. */
export type Place =
	/** A part of what is played of it, from 0 to 1, as the bar shows it. */
	| {readonly type: 'part'; readonly part: number}
	/** A time of the recording, in ms, as the screen shows it. */
	| {readonly type: 'time'; readonly ms: number};

/** The time of a recording, in ms, at which playing it begins at a place: within its course, and not in what is skipped of a silence. Pure. */
export function timeOfPlace(
	{
		beginsAt,
		endsAt,
		silences,
	}: Pick<RecordedCourse, 'beginsAt' | 'endsAt' | 'silences'>,
	place: Place,
): number {
	const time =
		place.type === 'time'
			? place.ms
			: playedUntil(
					silences,
					beginsAt,
					place.part * playTime(silences, beginsAt, endsAt),
				);
	const within = Math.min(endsAt, Math.max(beginsAt, time));
	const skipped = silences.findLast(({cut}) => cut.from <= within);
	return Math.max(within, skipped?.cut.to ?? within);
}
