import {readFile} from 'node:fs/promises';
import {type LabEvent} from '../../lab/events/events.js';
import {Refusal} from '../../refusal.js';
import {describeReadFailure} from '../../file-failure.js';
import {recordingSchema} from '../recording.js';

/** The contents of a recording. */
export type RecordedEvents = {
	readonly events: readonly LabEvent[];
	/** Why it is not the whole recording; absent if it is. */
	readonly cutShort?: string;
};

const eventTypes: Readonly<Record<LabEvent['type'], true>> = {
	server: true,
	preflight: true,
	planned: true,
	'run-started': true,
	'file-started': true,
	'file-made': true,
	'statement-started': true,
	'upload-progress': true,
	'statement-sent': true,
	'statement-ended': true,
	'connection-id': true,
	'hash-compared': true,
	'connection-lost': true,
	'kill-route': true,
	'kill-sent': true,
	'kill-rerouted': true,
	'kill-acknowledged': true,
	'kill-refused': true,
	'kill-view': true,
	'kill-effect': true,
	'control-lost': true,
	'control-refused': true,
	'control-back': true,
	'kill-missed': true,
	'kill-unsent': true,
	'server-view': true,
	pace: true,
	'on-interrupt': true,
	armed: true,
	'run-broken': true,
	'look-started': true,
	'control-way': true,
	'wait-started': true,
	'wait-seen': true,
	'wait-ended': true,
	verdict: true,
	left: true,
};

/**
Reads a file that `--record` wrote.

@throws {Refusal} when the file does not exist, or is not a recording that this version can read.
*/
export async function readRecording(path: string): Promise<RecordedEvents> {
	const text = await read(path);
	const [header = '', ...lines] = text.split('\n');
	checkHeader(path, header);

	// What follows the end of the last line: nothing, unless the last line was cut off.
	const rest = lines.pop();
	const isEnded = isType(parse(lines.at(-1) ?? ''), 'end');
	const told = isEnded ? lines.slice(0, -1) : lines;
	return {
		events: told.map((line, index) => toEvent(path, line, index + 2)),
		...((!isEnded || rest !== '') && {
			cutShort: `The recording ${path} is cut short: it ends after line ${lines.length + 1}.`,
		}),
	};
}

async function read(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error: unknown) {
		throw new Refusal(
			`The recording ${path} can't be read: ${describeReadFailure(error)}.`,
			{cause: error},
		);
	}
}

function checkHeader(path: string, line: string): void {
	const header = parse(line);
	if (!isType(header, 'recording') || typeof header['schema'] !== 'number') {
		throw new Refusal(
			`${path} is not a recording. Make one with kill-lab --record FILE.`,
		);
	}

	if (header['schema'] !== recordingSchema) {
		throw new Refusal(
			`The recording ${path} was made by another version of kill-lab: its schema is ${header['schema']}, and this version reads ${recordingSchema}.`,
		);
	}
}

function toEvent(path: string, line: string, number: number): LabEvent {
	const event = parse(line);
	if (!isEvent(event)) {
		throw new Refusal(
			`Line ${number} of the recording ${path} is not an event.`,
		);
	}

	return event;
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

function isType(
	value: unknown,
	type: string,
): value is Record<string, unknown> {
	return (
		typeof value === 'object' &&
		value !== null &&
		'type' in value &&
		value.type === type
	);
}

/** Checks only type and time; the rest follows from the schema's version. */
function isEvent(value: unknown): value is LabEvent {
	return (
		typeof value === 'object' &&
		value !== null &&
		'type' in value &&
		typeof value.type === 'string' &&
		Object.hasOwn(eventTypes, value.type) &&
		'at' in value &&
		typeof value.at === 'number'
	);
}
