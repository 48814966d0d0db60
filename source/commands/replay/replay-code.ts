import {reduce} from '../../lab/history/reduce.js';
import {initialState} from '../../lab/history/state.js';
import {exitCodeOf} from '../exit-code.js';
import {exitCodes} from '../../options/exit-codes.js';
import {type RecordedEvents} from './read-recording.js';

/** The exit code of a recording, on the screen and as lines, however much of it was watched: that of its last run, or an error if it is cut short. */
export function replayCode({
	events,
	cutShort,
}: Pick<RecordedEvents, 'events' | 'cutShort'>): number {
	let state = initialState;
	for (const event of events) {
		state = reduce(state, event);
	}

	return cutShort === undefined && state.run
		? exitCodeOf(state.run)
		: exitCodes.error;
}
