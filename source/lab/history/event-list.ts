import {type LabEvent} from '../events/events.js';

/** The events of a recording, in their order. It grows while they are read. */
export type EventList = {
	readonly length: number;
	/** `undefined`: there is none, or it has not been read. */
	readonly at: (index: number) => LabEvent | undefined;
	/** Those from one index up to another. */
	readonly between: (from: number, to: number) => Iterable<LabEvent>;
};

/** The list of an array, which may grow. */
export function listOf(events: readonly LabEvent[]): EventList {
	return {
		get length() {
			return events.length;
		},
		at: index => events[index],
		between: (from, to) => events.slice(from, to),
	};
}
