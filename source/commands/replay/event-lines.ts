import {type LabEvent} from '../../lab/events/events.js';
import {factsNamed} from '../../lab/workloads/facts/registry.js';
import {listed} from '../../listed.js';
import {isOfTypes, parseLine} from '../../output/json-lines.js';
import {Refusal} from '../../refusal.js';
import {recordingSchema} from '../recording.js';
import {type OldEvent} from './lift.js';

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

/** The line that ends a recording. */
const endType: Readonly<Record<'end', true>> = {end: true};

const headerType: Readonly<Record<'recording', true>> = {recording: true};

/** The first line of a recording. */
export type RecordedHeader = {
	readonly schema: number;
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
};

/** The schema that is older than the workloads: its events are lifted. */
export const oldSchema = 1;

/** What the later ones add is not in the earlier ones. */
const schemas = [oldSchema, 2, 3, recordingSchema];

/** Reads the first line of a recording. @param path - For messages. @throws {Refusal} when it is none, or is of another version. */
export function readHeader(path: string, line: string): RecordedHeader {
	const header = parseLine(line);
	if (
		!isOfTypes(header, headerType) ||
		!('schema' in header) ||
		typeof header.schema !== 'number'
	) {
		throw new Refusal(
			`${path} is not a recording. Make one with kill-lab --record FILE.`,
		);
	}

	const {schema} = header;
	if (!schemas.includes(schema)) {
		throw new Refusal(
			`The recording ${path} was made by another version of kill-lab: its schema is ${schema}, and this version reads ${listed(schemas.map(String), 'and')}.`,
		);
	}

	const startedAt =
		'startedAt' in header && typeof header.startedAt === 'number'
			? header.startedAt
			: 0;
	return {schema, startedAt};
}

/** Whether a line ends a recording. */
export function isEndLine(line: unknown): boolean {
	return isOfTypes(line, endType);
}

/** Whether what a line says is an event of the schemas since 2. */
export function isLabEvent(line: unknown): line is LabEvent {
	return isEvent<LabEvent>(line, eventTypes);
}

/** Whether it is one of schema 1. */
export function isOldEvent(line: unknown): line is OldEvent {
	return isEvent<OldEvent>(line, oldEventTypes);
}

/** @throws {Refusal} when an event is about a workload of a later version, whose phases are not known here. */
export function checkWorkload(path: string, event: LabEvent): void {
	if (event.type !== 'planned' && event.type !== 'run-started') {
		return;
	}

	const {name} = event.plan.workload;
	if (factsNamed(name) === undefined) {
		throw new Refusal(
			`The recording ${path} is about the workload ${name}, which this version of kill-lab does not know. Replay it with the version that made it.`,
		);
	}
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
