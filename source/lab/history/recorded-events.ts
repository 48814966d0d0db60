import {type LabEvent} from '../events/events.js';
import {listOf, type EventList} from './event-list.js';
import {firstAfter} from './first-after.js';
import {findCourse, type RecordedCourse} from './recorded-course.js';
import {reduce} from './reduce.js';
import {initialState, type LabState} from './state.js';

/** The events of a recording as far as they have been read, and what is known by them. */
export type RecordedEvents = {
	readonly events: EventList;
	readonly course: () => RecordedCourse;
	/** The state after all of them. */
	readonly state: () => LabState;
	/** The state after so many events. */
	readonly stateAt: (position: number) => LabState;
	/** Whether these are all. */
	readonly isRead: () => boolean;
};

/** Those of a recording that is being read. */
export type GrowingEvents = RecordedEvents & {
	/** Takes the next event, which is in the list already. */
	readonly add: (event: LabEvent) => void;
	/** No event follows. */
	readonly end: () => void;
};

/** The state after so many events: any later one is folded from here on. */
type Checkpoint = {readonly position: number; readonly state: LabState};

/** With more checkpoints every second one goes: an older state keeps runs that later ones have forgotten. */
const mostCheckpoints = 32;

/** Begins with a list that nothing has been read into. @param usualDistance - Events from one checkpoint to the next: folding so many takes some 20 ms [measured: Node 20.20]. */
export function growingEvents(
	events: EventList,
	usualDistance = 16_384,
): GrowingEvents {
	const {add, end, course} = findCourse();
	let checkpoints: readonly Checkpoint[] = [];
	let distance = usualDistance;
	let state = initialState;
	let position = 0;
	let isRead = false;

	return {
		events,
		course,
		state: () => state,
		isRead: () => isRead,
		add(event) {
			const before = state;
			state = reduce(before, event);
			position++;
			add(event, before, state);
			if (position % distance === 0) {
				checkpoints = [...checkpoints, {position, state}];
			}

			if (checkpoints.length > mostCheckpoints) {
				distance *= 2;
				checkpoints = checkpoints.filter(one => one.position % distance === 0);
			}
		},
		end() {
			isRead = true;
			end();
		},
		stateAt(wanted) {
			if (wanted >= position) {
				return state;
			}

			const next = firstAfter(checkpoints, one => one.position > wanted);
			const from = checkpoints[next - 1] ?? {position: 0, state: initialState};
			let reached = from.state;
			for (const event of events.between(from.position, wanted)) {
				reached = reduce(reached, event);
			}

			return reached;
		},
	};
}

/** Those of a recording that is there as a whole. */
export function recordedEvents(events: readonly LabEvent[]): RecordedEvents {
	const recorded = growingEvents(listOf(events));
	for (const event of events) {
		recorded.add(event);
	}

	recorded.end();
	return recorded;
}
