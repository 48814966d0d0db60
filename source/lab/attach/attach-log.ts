import {
	createStore,
	type Clock,
	type EventSource,
} from '../history/event-log.js';
import {type AttachEvent, type AttachEventBody} from './attach-event.js';
import {unopened, type AttachState} from './attach-state.js';
import {reduceAttach} from './reduce-attach.js';

/** What has happened since attach began. */
export type AttachSource = EventSource<AttachEvent, AttachState>;

/** Where every event of attach goes: it is stamped, folded into the state, and handed to all listeners, before `emit` returns. */
export type AttachLog = AttachSource & {
	/** @param happenedAt - If that is known better than by now, and since the newest event. */
	readonly emit: (body: AttachEventBody, happenedAt?: number) => void;
};

/** Creates the log of attach. @param now - The clock that its looks have, in ms. */
export function createAttachLog(now: Clock): AttachLog {
	const {append, subscribe, state} = createStore(now, unopened, reduceAttach);
	return {
		now,
		subscribe,
		state,
		emit(body, happenedAt = now()) {
			append({...body, at: happenedAt});
		},
	};
}
