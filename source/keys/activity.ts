import {type KillKind} from '../lab/events/kill.js';
import {type ForetoldKill, type PlayerStatus} from '../lab/history/playback.js';
import {type RecordedCourse} from '../lab/history/recorded-course.js';

/** What the lab is doing: about to begin the first run, waiting for `s`, in a run, after a run, getting ready for another workload, or cleaning up before it ends. */
export type LabActivity =
	'starting' | 'waiting' | 'running' | 'over' | 'changing' | 'leaving';

/** What is shown of a recording's course. */
export type ShownCourse = Pick<
	RecordedCourse,
	'beginsAt' | 'endsAt' | 'silences'
> & {
	/** When each run began, in ms of the recording. */
	readonly runs: readonly number[];
	/** When each kill was sent, in ms of the recording. */
	readonly kills: ReadonlyArray<{
		readonly at: number;
		readonly kind: KillKind;
	}>;
};

/** A recording is played. */
export type ReplayActivity = PlayerStatus & {
	readonly type: 'replay';
	/** The recording ends before its run did. */
	readonly isCutShort: boolean;
	readonly course: ShownCourse;
};

/** What the program is doing. */
export type Activity = LabActivity | ReplayActivity;

/** The kill that a replay has jumped to, as it turned out; `undefined`: none, or it is no replay. Pure. */
export function foretoldIn(activity: Activity): ForetoldKill | undefined {
	return typeof activity === 'object' ? activity.foretold : undefined;
}
