import {type LabEvent} from '../lab/events/events.js';

/** One event as one line of JSON. */
export function jsonLine(event: LabEvent): string {
	return JSON.stringify(event);
}
