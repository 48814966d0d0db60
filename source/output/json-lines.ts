import {type LabEvent} from '../lab/events.js';

/** One event as one line of JSON. Times are rounded to microseconds. */
export function jsonLine(event: LabEvent): string {
	return JSON.stringify(event, (name, value: unknown) =>
		(name === 'at' || name === 'keyAt') && typeof value === 'number'
			? Math.round(value * 1000) / 1000
			: value,
	);
}
