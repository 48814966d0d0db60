import {type ShownCourse} from '../../keys/activity.js';
import {type RecordedCourse} from '../../lab/history/recorded-course.js';

/** What the picture shows of a course. What only the player needs is left out, because this crosses over to the drawing thread with each frame. */
export function shownCourse({
	beginsAt,
	endsAt,
	runs,
	silences,
	kills,
}: RecordedCourse): ShownCourse {
	return {
		beginsAt,
		endsAt,
		runs: runs.map(({at}) => at),
		silences,
		kills: kills.map(({at, kind}) => ({at, kind})),
	};
}
