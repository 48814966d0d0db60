import {type ShownCourse} from '../../keys/activity.js';
import {type RecordedCourse} from '../../lab/history/recorded-course.js';

/** What the picture shows of a course: without the runs as they ended, which would cross over to the drawing thread with each frame. */
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
		runs,
		silences,
		kills: kills.map(({at, kill}) => ({at, kind: kill.kind})),
	};
}
