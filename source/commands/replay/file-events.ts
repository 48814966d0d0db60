import {Buffer} from 'node:buffer';
import {type Bytes} from '../../bytes.js';
import {type LabEvent} from '../../lab/events/events.js';
import {type EventList} from '../../lab/history/event-list.js';
import {firstAfter} from '../../lab/history/first-after.js';
import {parseLine} from '../../output/json-lines.js';
import {Refusal} from '../../refusal.js';
import {isLabEvent} from './event-lines.js';
import {type Stretch} from './read-events.js';

/** Where events stand in a file. */
type Place = {
	/** The index of the first of them. */
	readonly first: number;
	/** How many they are. */
	readonly number: number;
	/** In bytes. */
	readonly from: number;
	readonly to: number;
};

/** The events of a file, which stay there: only where they are is kept, and those that were asked for last. */
export type FileEvents = EventList & {
	/** Takes the next events that have been read. */
	readonly add: (stretch: Stretch) => void;
};

/** So many stretches, of some 64 KB each, are kept: whoever asks for an event asks for the ones around it next. */
const mostKept = 4;

/** Begins with none. @param path - For messages. */
export function fileEvents(path: string, bytes: Bytes): FileEvents {
	const places: Place[] = [];
	/** By the first index of each. */
	const kept = new Map<number, readonly LabEvent[]>();
	let length = 0;

	const keep = (first: number, events: readonly LabEvent[]) => {
		kept.delete(first);
		kept.set(first, events);
		for (const oldest of kept.keys()) {
			if (kept.size > mostKept) {
				kept.delete(oldest);
			}
		}
	};

	/** The stretch that has an index. */
	const stretchAt = (index: number) => {
		const place = places[firstAfter(places, ({first}) => first > index) - 1];
		if (!place || index >= length) {
			return undefined;
		}

		const {first} = place;
		const events = kept.get(first) ?? readAgain(path, bytes, place);
		keep(first, events);
		return {first, events};
	};

	return {
		get length() {
			return length;
		},
		at(index) {
			const stretch = stretchAt(index);
			return stretch?.events[index - stretch.first];
		},
		*between(from, to) {
			for (let index = from; index < to;) {
				const stretch = stretchAt(index);
				if (!stretch) {
					return;
				}

				const {first, events} = stretch;
				yield* events.slice(index - first, to - first);
				index = first + events.length;
			}
		},
		add({events, from, to}) {
			if (events.length > 0) {
				places.push({first: length, number: events.length, from, to});
				keep(length, events);
				length += events.length;
			}
		},
	};
}

/** @throws {Refusal} when they are not there any more. */
function readAgain(
	path: string,
	bytes: Bytes,
	{number, from, to}: Place,
): readonly LabEvent[] {
	const buffer = Buffer.alloc(to - from);
	const length = bytes.read(buffer, from);
	const lines = buffer.toString('utf8', 0, length).split('\n', number);
	const events = lines
		.map(line => parseLine(line))
		.filter(line => isLabEvent(line));
	if (events.length < number) {
		throw new Refusal(
			`The recording ${path} has changed while it was played. Play it again.`,
		);
	}

	return events;
}
