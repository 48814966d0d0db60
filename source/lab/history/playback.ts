import {type LabEvent} from '../events/events.js';
import {createEventStore, type Clock, type EventSource} from './event-log.js';
import {
	beginOfMoment,
	courseOf,
	type RecordedCourse,
	type RecordedKill,
} from './recorded-course.js';
import {timeOfPlace, type Place} from './place.js';
import {playedUntil, playTime} from './silences.js';

/** How a recording is being played. */
export type PlayerStatus = {
	readonly isPaused: boolean;
	/** Ms of the recording played per ms. */
	readonly speed: number;
	/** Every event has been played. */
	readonly isOver: boolean;
	/** How many events have been played. */
	readonly position: number;
	/** How many events the recording has. */
	readonly length: number;
	/** The events that were played last: those of one moment. */
	readonly moment: readonly LabEvent[];
	/** How long after the stop before it that moment came, in ms of the recording; absent: it is the first. */
	readonly later?: number;
	/** The kill that one has jumped to; absent: something has been played since. */
	readonly foretold?: RecordedKill;
};

/** Plays recorded events: the same events at the same distances, without a server. Long silences are shortened. */
export type Playback = EventSource & {
	readonly course: RecordedCourse;
	/** Plays what is due. Returns the ms until the next event is due; `undefined` if none will be. */
	readonly advance: () => number | undefined;
	readonly togglePause: () => void;
	/** Plays up to the next stop, and pauses there. */
	readonly step: () => void;
	/** Goes to the last stop before this place, and pauses there. This and all the jumps below call no listeners: the state is in `state`. */
	readonly stepBack: () => void;
	/** Goes to where the next kill was sent, or the one before, and pauses there. Returns whether there is one. */
	readonly jumpToKill: (direction: 'before' | 'after') => boolean;
	/** Goes to the beginning or to the end, and pauses there. */
	readonly jumpTo: (end: 'begin' | 'end') => void;
	/** Goes to a place, and plays on from there. */
	readonly seek: (place: Place) => void;
	/** Multiplies the speed, within limits. */
	readonly changeSpeed: (factor: number) => void;
	/** Plays again from the beginning. */
	readonly restart: () => void;
	readonly status: () => PlayerStatus;
};

/** The slowest and the fastest speed that is worth watching. */
const speedLimits = {least: 1 / 8, most: 64} as const;

/**
Creates a player at the beginning of the recording's course: what came before that, such as the preflight, has been played.

@param clock - The real time, in ms.
@param speed - Ms of the recording in one ms.
*/
export function createPlayback(
	events: readonly LabEvent[],
	clock: Clock,
	speed = 1,
): Playback {
	const course = courseOf(events);
	const {begin, beginsAt, endsAt, stops, kills, silences} = course;
	let next = begin;
	let isPaused = false;
	/** The kill that was jumped to, until something is played. */
	let foretold: RecordedKill | undefined;
	/** The time of the recording at a moment of the real one. */
	let anchor = {recorded: beginsAt, real: clock()};

	const now = () =>
		isPaused
			? anchor.recorded
			: Math.min(
					playedUntil(
						silences,
						anchor.recorded,
						(clock() - anchor.real) * speed,
					),
					// The clock stops when nothing more will come.
					endsAt,
				);
	const {append, reset, subscribe, state} = createEventStore(now);

	const setNow = (recorded: number) => {
		anchor = {recorded, real: clock()};
	};

	const timeAt = (position: number) =>
		position <= begin ? beginsAt : (events[position - 1]?.at ?? endsAt);

	const playUpTo = (position: number) => {
		for (const event of events.slice(next, position)) {
			next++;
			foretold = undefined;
			append(event);
		}
	};

	const playUntil = (time: number) => {
		let due = next;
		while ((events[due]?.at ?? Infinity) <= time) {
			due++;
		}

		playUpTo(due);
	};

	const goTo = (position: number) => {
		next = position;
		foretold = undefined;
		reset(events.slice(0, position));
		setNow(timeAt(position));
	};

	const stopBefore = (position: number) =>
		stops.findLast(stop => stop < position);

	goTo(begin);
	return {
		now,
		subscribe,
		state,
		course,
		advance() {
			if (isPaused) {
				return undefined;
			}

			playUntil(now());
			const event = events[next];
			return event && Math.max(0, playTime(silences, now(), event.at)) / speed;
		},
		togglePause() {
			setNow(now());
			isPaused = !isPaused;
		},
		step() {
			isPaused = true;
			const stop = stops.find(stop => stop > next);
			if (stop !== undefined) {
				playUpTo(stop);
				setNow(timeAt(stop));
			}
		},
		stepBack() {
			isPaused = true;
			goTo(stopBefore(next) ?? begin);
		},
		jumpToKill(direction) {
			const kill =
				direction === 'after'
					? kills.find(({position}) => position > next)
					: kills.findLast(({position}) => position < next);
			if (kill) {
				isPaused = true;
				goTo(kill.position);
				foretold = kill;
			}

			return kill !== undefined;
		},
		jumpTo(end) {
			isPaused = true;
			goTo(end === 'begin' ? begin : events.length);
		},
		seek(place) {
			const time = timeOfPlace(course, place);
			const after = events.findIndex(
				({at}, index) => index >= begin && at > time,
			);
			goTo(after === -1 ? events.length : after);
			setNow(time);
		},
		changeSpeed(factor) {
			setNow(now());
			speed = Math.min(
				speedLimits.most,
				Math.max(speedLimits.least, speed * factor),
			);
		},
		restart() {
			isPaused = false;
			goTo(begin);
		},
		status() {
			const newest = events[next - 1];
			const before = stopBefore(next);
			return {
				isPaused,
				speed,
				isOver: next === events.length,
				position: next,
				length: events.length,
				moment: events.slice(beginOfMoment(events, next), next),
				...(newest &&
					before !== undefined && {later: newest.at - timeAt(before)}),
				...(foretold && {foretold}),
			};
		},
	};
}
