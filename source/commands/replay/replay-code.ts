import {type LabState} from '../../lab/history/state.js';
import {exitCodeOf} from '../exit-code.js';
import {exitCodes} from '../../options/exit-codes.js';

/** The exit code of a recording, on the screen and as lines, however much of it was watched: that of its last run, or an error if it is cut short. @param state - At its end. */
export function replayCode({run}: LabState, cutShort?: string): number {
	return cutShort === undefined && run ? exitCodeOf(run) : exitCodes.error;
}
