import {Buffer} from 'node:buffer';
import {openBytes, type Bytes} from '../../bytes.js';
import {describeReadFailure} from '../../file-failure.js';
import {type LabEvent} from '../../lab/events/events.js';
import {listOf, type EventList} from '../../lab/history/event-list.js';
import {Refusal} from '../../refusal.js';
import {
	checkWorkload,
	isLabEvent,
	isOldEvent,
	oldSchema,
	readHeader,
} from './event-lines.js';
import {fileEvents} from './file-events.js';
import {lift} from './lift.js';
import {readEvents} from './read-events.js';

/** A recording that is open. */
export type OpenRecording = {
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
	/** Those that have been read. */
	readonly events: EventList;
	/** Reads it once, some hundred events at a time. @returns Why that is not the whole recording; `undefined` if it is. @throws {Refusal} when it can't be read, or a line is no event that this version knows. */
	readonly read: () => Generator<readonly LabEvent[], string | undefined, void>;
	readonly close: () => void;
};

/** The longest first line, in bytes. */
const mostHeader = 64 * 1024;

/**
Opens a file that `--record` wrote, this version or an earlier one.

@throws {Refusal} when the file does not exist, or is not a recording that this version can read.
*/
export async function openRecording(path: string): Promise<OpenRecording> {
	let bytes: Bytes;
	try {
		bytes = await openBytes(path);
	} catch (error: unknown) {
		throw toRefusal(path, error);
	}

	try {
		return toRecording(path, bytes);
	} catch (error: unknown) {
		bytes.close();
		throw error;
	}
}

/** The same of such bytes. @param path - For messages. @throws {Refusal} as above. */
export function toRecording(path: string, bytes: Bytes): OpenRecording {
	const first = readFirstLine(path, bytes);
	const {schema, startedAt} = readHeader(path, first);
	const from = Buffer.byteLength(first) + 1;
	return {
		startedAt,
		...(schema === oldSchema
			? ofOldSchema(path, bytes, from)
			: ofFile(path, bytes, from)),
		close: bytes.close,
	};
}

type Reading = Pick<OpenRecording, 'events' | 'read'>;

function ofFile(path: string, bytes: Bytes, from: number): Reading {
	const events = fileEvents(path, bytes);
	return {
		events,
		*read() {
			try {
				const stretches = readEvents(path, bytes, from, isLabEvent);
				for (;;) {
					const stretch = stretches.next();
					if (stretch.done) {
						return stretch.value;
					}

					for (const event of stretch.value.events) {
						checkWorkload(path, event);
					}

					events.add(stretch.value);
					yield stretch.value.events;
				}
			} catch (error: unknown) {
				throw toRefusal(path, error);
			}
		},
	};
}

/** Some events of the schema can only be lifted by the ones around them, and its recordings are small: they are read at once. */
function ofOldSchema(path: string, bytes: Bytes, from: number): Reading {
	const events: LabEvent[] = [];
	return {
		events: listOf(events),
		*read() {
			try {
				const old = [];
				const stretches = readEvents(path, bytes, from, isOldEvent);
				for (;;) {
					const stretch = stretches.next();
					if (stretch.done) {
						events.push(...lift(old));
						yield events;
						return stretch.value;
					}

					old.push(...stretch.value.events);
				}
			} catch (error: unknown) {
				throw toRefusal(path, error);
			}
		},
	};
}

function readFirstLine(path: string, bytes: Bytes): string {
	try {
		const buffer = Buffer.alloc(mostHeader);
		const length = bytes.read(buffer, 0);
		return buffer.toString('utf8', 0, length).split('\n', 1)[0] ?? '';
	} catch (error: unknown) {
		throw toRefusal(path, error);
	}
}

function toRefusal(path: string, error: unknown): Refusal {
	return error instanceof Refusal
		? error
		: new Refusal(
				`The recording ${path} can't be read: ${describeReadFailure(error)}.`,
				{cause: error},
			);
}
