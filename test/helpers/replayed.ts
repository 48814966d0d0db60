import {type ReplayActivity} from '../../source/keys/activity.js';
import {type LabEvent} from '../../source/lab/events/events.js';
import {
	createPlayback,
	type Playback,
} from '../../source/lab/history/playback.js';
import {recordedEvents} from '../../source/lab/history/recorded-events.js';
import {shownCourse} from '../../source/commands/replay/shown-course.js';
import {type Picture} from './frame.js';

/** A replay of these events after some keys, or after some ms. @param act - Presses the keys; `wait` lets real time pass. */
export function replayed(
	events: readonly LabEvent[],
	act: (player: Playback, wait: (ms: number) => void) => void,
	isCutShort = false,
): Pick<Picture, 'state' | 'now'> & {readonly activity: ReplayActivity} {
	let time = 0;
	const player = createPlayback(recordedEvents(events), () => time);
	player.advance();
	act(player, ms => {
		time += ms;
		player.advance();
	});
	return {
		state: player.state(),
		now: player.now(),
		activity: {
			type: 'replay',
			...player.status(),
			isCutShort,
			course: shownCourse(player.course()),
		},
	};
}
