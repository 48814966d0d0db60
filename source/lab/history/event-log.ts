import {type EventBody, type LabEvent} from '../events/events.js';
import {effects} from './effect.js';
import {reduce} from './reduce.js';
import {initialState, type LabState} from './state.js';

/** A monotonic clock, in ms. */
export type Clock = () => number;

/** Called with each event and the state after it. */
export type Listener<Event = LabEvent, State = LabState> = (
	event: Event,
	state: State,
) => void;

/** What has happened so far, for those who only watch: live or replayed. */
export type EventSource<Event = LabEvent, State = LabState> = {
	/** The clock of the events: ms since the session began, in whole microseconds. */
	readonly now: Clock;
	/** Listeners are called in the order of subscription. Returns a function that stops listening. */
	readonly subscribe: (listener: Listener<Event, State>) => () => void;
	readonly state: () => State;
};

/** Where every event of a session goes: it is stamped, folded into the state, and handed to all listeners, before `emit` returns. */
export type EventLog = EventSource & {
	/** @param happenedAt - If that is known better than by now, and since the newest event; it is never before that. */
	readonly emit: (body: EventBody, happenedAt?: number) => void;
};

/** A source for events that already have their time. */
export type EventStore<Event = LabEvent, State = LabState> = EventSource<
	Event,
	State
> & {
	readonly append: (event: Event) => void;
	/** Goes to another state. Listeners are not called. */
	readonly reset: (state: State) => void;
};

/** Creates an empty store of the lab's events. */
export function createEventStore(now: Clock): EventStore {
	return createStore(now, initialState, reduce);
}

/** Creates an empty store of events that are folded into a state. */
export function createStore<Event, State>(
	now: Clock,
	initial: State,
	fold: (state: State, event: Event) => State,
): EventStore<Event, State> {
	const listeners = new Set<Listener<Event, State>>();
	let state = initial;

	return {
		now,
		append(event) {
			state = fold(state, event);
			for (const listener of listeners) {
				listener(event, state);
			}
		},
		reset(next) {
			state = next;
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

@param fold - {@link reduceNewest} where nobody asks for earlier runs.
*/
export function createEventLog(clock: Clock, fold = reduce): EventLog {
	const start = clock();
	// Rounded as they are written, so that a recording has exactly the same events.
	const now = () => Math.round((clock() - start) * 1000) / 1000;
	const {append, subscribe, state} = createStore(now, initialState, fold);
	let newest = 0;

	return {
		now,
		subscribe,
		state,
		emit(body, happenedAt = now()) {
			const at = Math.max(newest, happenedAt);
			newest = at;
			append({...body, at});
			for (const {kill, effect} of effects(state().run)) {
				append({type: 'kill-effect', kill, effect, at});
			}
		},
	};
}
