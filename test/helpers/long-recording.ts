import {type LabEvent} from '../../source/lab/events/events.js';
import {jsonLine} from '../../source/output/json-lines.js';
import {story} from './story.js';

/** More events than are read before a replay begins: a run, and something each ms. */
export function manyEvents(): readonly LabEvent[] {
	const told = story().starts().events;
	const last = told.at(-1)?.at ?? 0;
	return [
		...told,
		...Array.from({length: 14_000}, (_, index): LabEvent => {
			return {type: 'preflight', warnings: [], at: last + index + 1};
		}),
	];
}

export const recordingHeader =
	'{"type":"recording","schema":4,"startedAt":7}\n';

/** The text of a recording. */
export function recordingOf(
	events: readonly LabEvent[],
	end = '{"type":"end"}\n',
): string {
	const lines = events.map(event => `${jsonLine(event)}\n`);
	return recordingHeader + lines.join('') + end;
}
