import {
	openRecording,
	type OpenRecording,
} from '../../source/commands/replay/open-recording.js';
import {type LabEvent} from '../../source/lab/events/events.js';

/** A recording that has been read to its end. */
export type WholeRecording = {
	readonly events: readonly LabEvent[];
	/** When the clock of the events began, in ms since 1970. */
	readonly startedAt: number;
	/** Why it is not the whole recording; absent if it is. */
	readonly cutShort?: string;
};

/** Reads a file that `--record` wrote. @throws {Refusal} when it is no recording. */
export async function readRecording(path: string): Promise<WholeRecording> {
	const recording = await openRecording(path);
	try {
		return readWhole(recording);
	} finally {
		recording.close();
	}
}

function readWhole({startedAt, events, read}: OpenRecording): WholeRecording {
	const stretches = read();
	for (;;) {
		const {done, value} = stretches.next();
		if (done) {
			return {
				events: [...events.between(0, events.length)],
				startedAt,
				...(value !== undefined && {cutShort: value}),
			};
		}
	}
}
