import {Buffer} from 'node:buffer';
import {
	closeSync,
	createWriteStream,
	openSync,
	readSync,
	statSync,
} from 'node:fs';
import {finished} from 'node:stream/promises';
import {describeFileFailure} from '../file-failure.js';
import {type LabEvent} from '../lab/events/events.js';
import {type EventLog} from '../lab/history/event-log.js';
import {jsonLine} from '../output/json-lines.js';
import {Refusal} from '../refusal.js';

/** The version of the lines' schema, in the first line. */
export const recordingSchema = 4;

/** The first line of a recording. */
export type RecordingHeader = {
	readonly type: 'recording';
	readonly schema: number;
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
};

/** The last line: without it, the recording is cut short. */
export type RecordingEnd = {readonly type: 'end'};

/** A line of a recording. */
export type RecordingLine = RecordingHeader | LabEvent | RecordingEnd;

/** A file that gets every event of a log. */
export type Recording = {
	/** Resolves once everything is in the file. @throws {Refusal} when it could not be written. */
	readonly end: () => Promise<void>;
};

/**
Writes the log's events to a file, a line of JSON each, from now on. The first line has the schema's version and when the log's clock began, in ms since 1970; the last one says that the recording is whole.

@param path - Absent: nothing is recorded.
@param say - Tells a person that an earlier recording is replaced.
@param startedAt - When the log's clock began, in ms since 1970.
@throws {Refusal} when the file can't be opened, or exists and is not a recording.
*/
export function startRecording(
	path: string | undefined,
	log: EventLog,
	say: (line: string) => void = () => undefined,
	startedAt = clockBegan(log),
): Recording {
	if (path === undefined) {
		return {end: async () => undefined};
	}

	if (isReplaced(path)) {
		say(`Replacing the recording ${path}.`);
	}

	const stream = createWriteStream(path, {fd: open(path)});
	// Awaited only at the end: a disk that fills up during the run must not end the run.
	const ending = settled(finished(stream));
	const write = (line: RecordingLine) => {
		stream.write(`${jsonLine(line)}\n`);
	};

	write({
		type: 'recording',
		schema: recordingSchema,
		startedAt,
	});
	const unsubscribe = log.subscribe(write);

	return {
		async end() {
			unsubscribe();
			write({type: 'end'});
			stream.end();
			const error = await ending;
			if (error !== undefined) {
				throw notWritten(path, error);
			}
		},
	};
}

/** When the clock of a log began, in ms since 1970, if that clock goes as fast as the program's. */
export function clockBegan(log: Pick<EventLog, 'now'>): number {
	return performance.timeOrigin + performance.now() - log.now();
}

/** How every recording begins. */
const beginning = '{"type":"recording"';

/**
Whether the file is a recording already.

@throws {Refusal} when it is something else: a typo must not cost anybody a file.
*/
function isReplaced(path: string): boolean {
	if (!holdsSomething(path)) {
		return false;
	}

	if (readStart(path) !== beginning) {
		throw new Refusal(
			`${path} exists and is not a recording, so it is left alone. Name another file with --record.`,
		);
	}

	return true;
}

/** A device or a pipe can always be written. */
function holdsSomething(path: string): boolean {
	try {
		const stats = statSync(path, {throwIfNoEntry: false});
		return stats !== undefined && stats.isFile() && stats.size > 0;
	} catch (error: unknown) {
		throw notWritten(path, error);
	}
}

function readStart(path: string): string {
	let file: number | undefined;
	try {
		file = openSync(path, 'r');
		const buffer = Buffer.alloc(beginning.length);
		return buffer.toString('utf8', 0, readSync(file, buffer));
	} catch (error: unknown) {
		throw notWritten(path, error);
	} finally {
		if (file !== undefined) {
			closeSync(file);
		}
	}
}

/** The reason if a promise was rejected. */
async function settled(promise: Promise<void>): Promise<unknown> {
	try {
		await promise;
		return undefined;
	} catch (error: unknown) {
		return error;
	}
}

function open(path: string): number {
	try {
		return openSync(path, 'w', 0o600);
	} catch (error: unknown) {
		throw notWritten(path, error);
	}
}

function notWritten(path: string, error: unknown): Refusal {
	return new Refusal(
		`The recording ${path} can't be written: ${describeFileFailure(error)}.`,
		{cause: error},
	);
}
