import {readFile} from 'node:fs/promises';
import {type LabEvent} from '../../lab/events/events.js';
import {Refusal} from '../../refusal.js';
import {describeReadFailure} from '../../file-failure.js';
import {listed} from '../../listed.js';
import {factsNamed} from '../../lab/workloads/facts/registry.js';
import {isOfTypes, parseLine} from '../../output/json-lines.js';
import {recordingSchema} from '../recording.js';
import {lift, type OldEvent} from './lift.js';

/** The contents of a recording. */
export type RecordedEvents = {
	readonly events: readonly LabEvent[];
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
	/** Why it is not the whole recording; absent if it is. */
	readonly cutShort?: string;
};

const eventTypes: Readonly<Record<LabEvent['type'], true>> = {
	server: true,
	preflight: true,
	planned: true,
	'run-started': true,
	'step-started': true,
	'step-made': true,
	'statement-started': true,
	'step-progress': true,
	'statement-sent': true,
	'statement-ended': true,
	'connection-id': true,
	'step-checked': true,
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
	'others-view': true,
	pace: true,
	'on-interrupt': true,
	'interrupt-asked': true,
	'interrupt-answered': true,
	armed: true,
	'run-broken': true,
	'look-started': true,
	recovered: true,
	'control-way': true,
	'wait-started': true,
	'wait-seen': true,
	'wait-ended': true,
	verdict: true,
	left: true,
};

const {
	'step-started': started,
	'step-made': made,
	'step-progress': progress,
	'step-checked': checked,
	'others-view': others,
	...unchangedTypes
} = eventTypes;

const oldEventTypes: Readonly<Record<OldEvent['type'], true>> = {
	...unchangedTypes,
	'file-started': started,
	'file-made': made,
	'upload-progress': progress,
	'hash-compared': checked,
};

/**
Reads a file that `--record` wrote, this version or an earlier one.

@throws {Refusal} when the file does not exist, or is not a recording that this version can read.
*/
export async function readRecording(path: string): Promise<RecordedEvents> {
	return parseRecording(path, await read(path));
}

/** The same of the text of such a file. @param path - For messages. @throws {Refusal} as above. */
export function parseRecording(path: string, text: string): RecordedEvents {
	const [header = '', ...lines] = text.split('\n');
	const toEvents = readers.get(schemaOf(path, header));
	if (toEvents === undefined) {
		const known = Array.from(readers.keys(), String);
		throw new Refusal(
			`The recording ${path} was made by another version of kill-lab: its schema is ${schemaOf(path, header)}, and this version reads ${listed(known, 'and')}.`,
		);
	}

	// What follows the end of the last line: nothing, unless the last line was cut off.
	const rest = lines.pop();
	const isEnded = isType(parseLine(lines.at(-1) ?? ''), 'end');
	const told = isEnded ? lines.slice(0, -1) : lines;
	const events = toEvents(
		told.map(line => parseLine(line)),
		index => {
			throw new Refusal(
				`Line ${index + 2} of the recording ${path} is not an event.`,
			);
		},
	);
	checkWorkloads(path, events);
	return {
		events,
		startedAt: beganAt(header),
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

/** Every schema has it. */
function beganAt(line: string): number {
	const header = parseLine(line);
	return isType(header, 'recording') && typeof header['startedAt'] === 'number'
		? header['startedAt']
		: 0;
}

function schemaOf(path: string, line: string): number {
	const header = parseLine(line);
	if (!isType(header, 'recording') || typeof header['schema'] !== 'number') {
		throw new Refusal(
			`${path} is not a recording. Make one with kill-lab --record FILE.`,
		);
	}

	return header['schema'];
}

/** Reads the events of a schema; calls `refuse` with the index of a line that is none. */
type EventReader = (
	lines: readonly unknown[],
	refuse: (index: number) => never,
) => readonly LabEvent[];

const readers: ReadonlyMap<number, EventReader> = new Map<number, EventReader>([
	[
		1,
		(lines, refuse) =>
			lift(
				lines.map((line, index) =>
					isEvent<OldEvent>(line, oldEventTypes) ? line : refuse(index),
				),
			),
	],
	// What the later ones add is not in these.
	[2, readEvents],
	[3, readEvents],
	[recordingSchema, readEvents],
]);

function readEvents(
	lines: readonly unknown[],
	refuse: (index: number) => never,
): readonly LabEvent[] {
	return lines.map((line, index) =>
		isEvent<LabEvent>(line, eventTypes) ? line : refuse(index),
	);
}

/** @throws {Refusal} when an event is about a workload of a later version, whose phases are not known here. */
function checkWorkloads(path: string, events: readonly LabEvent[]): void {
	for (const event of events) {
		if (event.type === 'planned' || event.type === 'run-started') {
			const {name} = event.plan.workload;
			if (factsNamed(name) === undefined) {
				throw new Refusal(
					`The recording ${path} is about the workload ${name}, which this version of kill-lab does not know. Replay it with the version that made it.`,
				);
			}
		}
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
function isEvent<Event extends {readonly type: string; readonly at: number}>(
	value: unknown,
	types: Readonly<Record<Event['type'], true>>,
): value is Event {
	return (
		isOfTypes(value, types) && 'at' in value && typeof value.at === 'number'
	);
}
