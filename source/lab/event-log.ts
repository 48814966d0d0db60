import {effects} from './effect.js';
import {type EventBody, type LabEvent} from './events.js';
import {reduce} from './reduce.js';
import {initialState, type LabState} from './state.js';

/** A monotonic clock, in ms. */
export type Clock = () => number;

/** Where every event of a session goes: it is stamped, folded into the state, and handed to whoever listens. */
export type EventLog = {
	/** The session's clock: ms since the log was made. */
	readonly now: Clock;
	readonly emit: (body: EventBody) => void;
	/** Listeners are called in the order of subscription, before `emit` returns. Returns the way to stop listening. */
	readonly subscribe: (listener: Listener) => () => void;
	readonly state: () => LabState;
};

type Listener = (event: LabEvent, state: LabState) => void;

/**
Makes the log of a session.

The effect of a kill follows from the events around it. The log derives it and adds it as an event of its own, so that the screen, plain lines, JSON and a recording all tell the same.
*/
export function createEventLog(clock: Clock): EventLog {
	const start = clock();
	const now = () => clock() - start;
	const listeners = new Set<Listener>();
	let state = initialState;

	const append = (event: LabEvent) => {
		state = reduce(state, event);
		for (const listener of listeners) {
			listener(event, state);
		}
	};

	const emit = (body: EventBody) => {
		const at = now();
		append({...body, at});
		for (const {kill, effect} of effects(state.run)) {
			append({type: 'kill-effect', kill, effect, at});
		}
	};

	return {
		now,
		emit,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		state: () => state,
	};
}
