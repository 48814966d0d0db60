import {type PlayerStatus} from '../lab/history/playback.js';

/** What the program is doing: about to begin the first run, waiting for `s`, in a run, after a run, or cleaning up before it ends; or playing a recording. */
export type Activity =
	| 'starting'
	| 'waiting'
	| 'running'
	| 'over'
	| 'leaving'
	| (PlayerStatus & {
			readonly type: 'replay';
			/** The recording ends before its run did. */
			readonly isCutShort: boolean;
	  });
