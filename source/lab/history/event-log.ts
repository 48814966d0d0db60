import {type EventBody, type LabEvent} from '../events/events.js';
import {effects} from './effect.js';
import {reduce} from './reduce.js';
import {initialState, type LabState} from './state.js';

/** A monotonic clock, in ms. */
export type Clock = () => number;

/** Called with each event and the state after it. */
export type Listener = (event: LabEvent, state: LabState) => void;

/** What has happened so far, for those who only watch: live or replayed. */
export type EventSource = {
	/** The clock of the events: ms since the session began, in whole microseconds. */
	readonly now: Clock;
	/** Listeners are called in the order of subscription. Returns a function that stops listening. */
	readonly subscribe: (listener: Listener) => () => void;
	readonly state: () => LabState;
};

/** Where every event of a session goes: it is stamped, folded into the state, and handed to all listeners, before `emit` returns. */
export type EventLog = EventSource & {
	readonly emit: (body: EventBody) => void;
};

/** A source for events that already have their time. */
export type EventStore = EventSource & {
	readonly append: (event: LabEvent) => void;
	/** Makes the state that of these events alone. Listeners are not called. */
	readonly reset: (events: readonly LabEvent[]) => void;
};

/** Creates an empty store. */
export function createEventStore(now: Clock): EventStore {
	const listeners = new Set<Listener>();
	let state = initialState;

	return {
		now,
		append(event) {
			state = reduce(state, event);
			for (const listener of listeners) {
				listener(event, state);
			}
		},
		reset(events) {
			state = initialState;
			for (const event of events) {
				state = reduce(state, event);
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		state: () => state,
	};
}

/**
Creates the log of a session.

The effect of a kill follows from the events around it. The log derives it and adds it as its own event, so that the screen, plain lines, JSON and a recording all say the same.
*/
export function createEventLog(clock: Clock): EventLog {
	const start = clock();
	// Rounded as they are written, so that a recording has exactly the same events.
	const now = () => Math.round((clock() - start) * 1000) / 1000;
	const {append, subscribe, state} = createEventStore(now);

	return {
		now,
		subscribe,
		state,
		emit(body) {
			const at = now();
			append({...body, at});
			for (const {kill, effect} of effects(state().run)) {
				append({type: 'kill-effect', kill, effect, at});
			}
		},
	};
}
