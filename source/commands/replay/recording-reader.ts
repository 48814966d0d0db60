import {
	growingEvents,
	type RecordedEvents,
} from '../../lab/history/recorded-events.js';
import {type OpenRecording} from './open-recording.js';

/** Reads a recording while it is played. */
export type RecordingReader = {
	/** What has been read. */
	readonly recorded: RecordedEvents;
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
	/** Reads some hundred events. @throws {Refusal} when it can't be read. */
	readonly readOn: () => void;
	/** Reads all of it. @throws {Refusal} as above. */
	readonly readAll: () => void;
	/** Why that is not the whole recording; `undefined` if it is, or if there is more to read. */
	readonly cutShort: () => string | undefined;
};

/** So many events are read before any is played: nobody waits for them, and most recordings have no more. */
const atOnce = 10_000;

/** Begins to read a recording, up to where it begins to be worth watching. @throws {Refusal} when it can't be read. */
export function startReading({
	startedAt,
	events,
	read,
}: OpenRecording): RecordingReader {
	const recorded = growingEvents(events);
	const stretches = read();
	let cutShort: string | undefined;

	const readOn = () => {
		if (recorded.isRead()) {
			return;
		}

		const stretch = stretches.next();
		if (stretch.done) {
			cutShort = stretch.value;
			recorded.end();
			return;
		}

		for (const event of stretch.value) {
			recorded.add(event);
		}
	};

	const readWhile = (isWanted: () => boolean) => {
		while (!recorded.isRead() && isWanted()) {
			readOn();
		}
	};

	readWhile(() => events.length < atOnce || recorded.course().begin === 0);
	return {
		recorded,
		startedAt,
		readOn,
		readAll() {
			readWhile(() => true);
		},
		cutShort: () => cutShort,
	};
}
