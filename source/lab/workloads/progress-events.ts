import {type EventLog} from '../history/event-log.js';

/** The time between two `step-progress` events, in ms, and the part of the file: a person sees no more detail, and a planned kill waits for one of them. */
const progressInterval = 50;
const progressStep = 0.01;

/** Reports the first bytes of a step, the last, and what comes between now and then. */
export function progressEvents(
	log: EventLog,
	step: number,
	size: number,
): (bytes: number) => void {
	let reportedAt = -Infinity;
	let reported = 0;
	return bytes => {
		if (
			bytes === size ||
			bytes - reported >= size * progressStep ||
			log.now() - reportedAt >= progressInterval
		) {
			reported = bytes;
			reportedAt = log.now();
			log.emit({type: 'step-progress', step, done: bytes});
		}
	};
}
