import {type Bytes} from '../../bytes.js';
import {type LabEvent} from '../../lab/events/events.js';
import {parseLine} from '../../output/json-lines.js';
import {Refusal} from '../../refusal.js';
import {wholeLines} from '../../whole-lines.js';
import {isEndLine} from './event-lines.js';

/** Events that stand one after the other in a file. */
export type Stretch<Event = LabEvent> = {
	readonly events: readonly Event[];
	/** Where their lines begin and end, in bytes. */
	readonly from: number;
	readonly to: number;
};

/**
Reads the lines of a recording from a place on.

@param path - For messages.
@param from - Where the line after the first one begins, in bytes.
@param isEvent - Whether what a line says is an event.
@returns Why that is not the whole recording; `undefined` if it is.
@throws {Refusal} when a line is none. The system's error, when it can't be read.
*/
export function* readEvents<Event>(
	path: string,
	bytes: Bytes,
	from: number,
	isEvent: (line: unknown) => line is Event,
): Generator<Stretch<Event>, string | undefined, void> {
	const pieces = wholeLines(bytes, from);
	/** How many lines have been read. */
	let read = 1;
	let isEnded = false;
	let begin = from;
	for (;;) {
		const piece = pieces.next();
		if (piece.done) {
			return isEnded && piece.value === 0
				? undefined
				: `The recording ${path} is cut short: it ends after line ${read}.`;
		}

		const events: Event[] = [];
		for (const line of piece.value.lines) {
			const told = parseLine(line);
			// Nothing follows the end.
			if (isEnded) {
				throw notAnEvent(path, read);
			}

			read++;
			isEnded = isEndLine(told);
			if (isEvent(told)) {
				events.push(told);
			} else if (!isEnded) {
				throw notAnEvent(path, read);
			}
		}

		const to = piece.value.end;
		yield {events, from: begin, to};
		begin = to;
	}
}

function notAnEvent(path: string, line: number): Refusal {
	return new Refusal(`Line ${line} of the recording ${path} is not an event.`);
}
