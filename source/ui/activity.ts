import {type PlayerStatus} from '../lab/player.js';

/** What the program is at: waiting for `s`, a run, after a run, or cleaning up before it ends; or playing a recording. */
export type Activity =
	| 'waiting'
	| 'running'
	| 'over'
	| 'leaving'
	| (PlayerStatus & {
			readonly type: 'replay';
			/** The recording ends before its run did. */
			readonly isCutShort: boolean;
	  });
