import {type SweepLine} from './sweep-line.js';
import {beginSweep, reduceSweep, type SweepState} from './sweep-state.js';

/** A sweep as its screen knows it. */
export type SweepSight = {
	/** Absent: it has not begun. */
	readonly sweep?: SweepState;
	/** No run begins until a person resumes it. */
	readonly isPaused: boolean;
	/** What the run waits for, in words; absent: nothing that lasts. */
	readonly waiting?: string;
};

/** What happens to it. */
export type SweepEvent =
	| {readonly type: 'line'; readonly line: SweepLine}
	| {readonly type: 'paused'; readonly isPaused: boolean}
	| {readonly type: 'waiting'; readonly words?: string};

/** The state after an event. Pure. */
export function reduceSight(sight: SweepSight, event: SweepEvent): SweepSight {
	switch (event.type) {
		case 'paused': {
			return {...sight, isPaused: event.isPaused};
		}

		case 'waiting': {
			const {waiting, ...rest} = sight;
			const {words} = event;
			return words === undefined ? rest : {...rest, waiting: words};
		}

		case 'line': {
			const {line} = event;
			if (line.type === 'sweep') {
				return {...sight, sweep: beginSweep(line)};
			}

			return sight.sweep
				? {...sight, sweep: reduceSweep(sight.sweep, [line])}
				: sight;
		}
	}
}
