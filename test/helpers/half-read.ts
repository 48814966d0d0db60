import {type LabEvent} from '../../source/lab/events/events.js';
import {listOf} from '../../source/lab/history/event-list.js';
import {
	growingEvents,
	type RecordedEvents,
} from '../../source/lab/history/recorded-events.js';

/** A recording of these events of which so many have been read, and what reads the others. */
export function halfRead(
	events: readonly LabEvent[],
	number: number,
): {readonly recorded: RecordedEvents; readonly readOn: () => void} {
	const read: LabEvent[] = [];
	const recorded = growingEvents(listOf(read));
	const readUpTo = (position: number) => {
		for (const event of events.slice(read.length, position)) {
			read.push(event);
			recorded.add(event);
		}
	};

	readUpTo(number);
	return {
		recorded,
		readOn() {
			readUpTo(events.length);
			recorded.end();
		},
	};
}
