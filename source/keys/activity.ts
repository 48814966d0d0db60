import {type PlayerStatus} from '../lab/history/playback.js';

/** What the lab is doing: about to begin the first run, waiting for `s`, in a run, after a run, getting ready for another workload, or cleaning up before it ends. */
export type LabActivity =
	'starting' | 'waiting' | 'running' | 'over' | 'changing' | 'leaving';

/** A recording is played. */
export type ReplayActivity = PlayerStatus & {
	readonly type: 'replay';
	/** The recording ends before its run did. */
	readonly isCutShort: boolean;
};

/** What the program is doing. */
export type Activity = LabActivity | ReplayActivity;
