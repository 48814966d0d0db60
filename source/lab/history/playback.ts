import {type LabEvent} from '../events/events.js';
import {type EventList} from './event-list.js';
import {createEventStore, type Clock, type EventSource} from './event-log.js';
import {firstAfter, firstIndex} from './first-after.js';
import {type RecordedEvents} from './recorded-events.js';
import {type RecordedCourse, type RecordedKill} from './recorded-course.js';
import {timeOfPlace, type Place} from './place.js';
import {playedUntil, playTime} from './silences.js';
import {type KillState, type RunState} from './state.js';

/** A kill that one has jumped to, and how it turned out at the end of its run. */
export type ForetoldKill = {readonly run: RunState; readonly kill: KillState};

/** How a recording is being played. */
export type PlayerStatus = {
	readonly isPaused: boolean;
	/** Ms of the recording played per ms. */
	readonly speed: number;
	/** Every event has been played. */
	readonly isOver: boolean;
	/** How many events have been played. */
	readonly position: number;
	/** How many events of the recording have been read. */
	readonly length: number;
	/** There are more, which have not been read. */
	readonly isReading?: true;
	/** The events that were played last: those of one moment. */
	readonly moment: readonly LabEvent[];
	/** How long after the stop before it that moment came, in ms of the recording; absent: it is the first. */
	readonly later?: number;
	/** The kill that one has jumped to; absent: something has been played since. */
	readonly foretold?: ForetoldKill;
	/** A jump waits until the recording has been read. */
	readonly isAwaiting?: true;
};

/** Plays recorded events: the same events at the same distances, without a server. Long silences are shortened. */
export type Playback = EventSource & {
	/** The course of what has been read of the recording. */
	readonly course: () => RecordedCourse;
	/** Plays what is due. Returns the ms until the next event is due; `undefined` if none will be. */
	readonly advance: () => number | undefined;
	readonly togglePause: () => void;
	/** Plays up to the next stop, and pauses there. */
	readonly step: () => void;
	/** Goes to the last stop before this place, and pauses there. This and all the jumps below call no listeners: the state is in `state`. */
	readonly stepBack: () => void;
	/** Goes to where the next kill was sent, or the one before, and pauses there. Returns whether there is one, or may be one in what has not been read: then it waits for that. */
	readonly jumpToKill: (direction: 'before' | 'after') => boolean;
	/** Goes to the beginning or to the end, and pauses there. */
	readonly jumpTo: (end: 'begin' | 'end') => void;
	/** Goes to a place, and plays on from there. */
	readonly seek: (place: Place) => void;
	/** More has been read. Returns whether a jump has waited for it, and is done. */
	readonly readOn: () => boolean;
	/** Multiplies the speed, within limits. */
	readonly changeSpeed: (factor: number) => void;
	/** Plays again from the beginning. */
	readonly restart: () => void;
	readonly status: () => PlayerStatus;
};

/** The slowest and the fastest speed that is worth watching. */
const speedLimits = {least: 1 / 8, most: 64} as const;

/**
Creates a player at the beginning of the recording's course: what came before that, such as the preflight, has been played. A jump into what has not been read waits until {@link Playback.readOn} is told that it has been.

@param clock - The real time, in ms.
@param speed - Ms of the recording in one ms.
*/
export function createPlayback(
	{events, course, stateAt, isRead}: RecordedEvents,
	clock: Clock,
	speed = 1,
): Playback {
	const {begin, beginsAt} = course();
	let next = begin;
	let isPaused = false;
	/** The kill that was jumped to, until something is played. */
	let foretold: ForetoldKill | undefined;
	/** A jump that waits until more has been read. */
	let awaited: (() => void) | undefined;
	/** The time of the recording at a moment of the real one. */
	let anchor = {recorded: beginsAt, real: clock()};

	const now = () => {
		if (isPaused) {
			return anchor.recorded;
		}

		const {silences, endsAt} = course();
		return Math.min(
			playedUntil(silences, anchor.recorded, (clock() - anchor.real) * speed),
			// The clock stops when nothing more will come.
			endsAt,
		);
	};

	const {append, reset, subscribe, state} = createEventStore(now);

	const setNow = (recorded: number) => {
		anchor = {recorded, real: clock()};
	};

	const timeAt = (position: number) =>
		position <= begin
			? beginsAt
			: (events.at(position - 1)?.at ?? course().endsAt);

	const playUpTo = (position: number) => {
		for (const event of events.between(next, position)) {
			next++;
			foretold = undefined;
			append(event);
		}
	};

	const playUntil = (time: number) => {
		let due = next;
		while ((events.at(due)?.at ?? Infinity) <= time) {
			due++;
		}

		playUpTo(due);
	};

	const goTo = (position: number) => {
		next = position;
		foretold = undefined;
		awaited = undefined;
		reset(stateAt(position));
		setNow(timeAt(position));
	};

	/** Pauses, and jumps once all has been read. */
	const onceRead = (jump: () => void) => {
		setNow(now());
		isPaused = true;
		if (isRead()) {
			jump();
		} else {
			awaited = jump;
		}
	};

	const stopBefore = (position: number) => {
		const {stops} = course();
		return stops[firstAfter(stops, stop => stop >= position) - 1];
	};

	const nextKill = (direction: 'before' | 'after') => {
		const {kills} = course();
		return direction === 'after'
			? kills[firstAfter(kills, ({position}) => position > next)]
			: kills[firstAfter(kills, ({position}) => position >= next) - 1];
	};

	const goToKill = (kill: RecordedKill) => {
		isPaused = true;
		goTo(kill.position);
		foretold = foretell({events, course, stateAt}, kill);
	};

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
			const event = events.at(next);
			return (
				event &&
				Math.max(0, playTime(course().silences, now(), event.at)) / speed
			);
		},
		togglePause() {
			setNow(now());
			isPaused = !isPaused;
			awaited = undefined;
		},
		step() {
			isPaused = true;
			awaited = undefined;
			const {stops} = course();
			const stop = stops[firstAfter(stops, stop => stop > next)];
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
			const kill = nextKill(direction);
			if (kill) {
				goToKill(kill);
				return true;
			}

			if (direction === 'before' || isRead()) {
				return false;
			}

			onceRead(() => {
				const later = nextKill(direction);
				if (later) {
					goToKill(later);
				}
			});
			return true;
		},
		jumpTo(end) {
			if (end === 'begin') {
				isPaused = true;
				goTo(begin);
			} else {
				onceRead(() => {
					goTo(events.length);
				});
			}
		},
		seek(place) {
			const wasPaused = isPaused;
			onceRead(() => {
				const time = timeOfPlace(course(), place);
				goTo(
					firstIndex(
						events.length,
						index => index >= begin && (events.at(index)?.at ?? 0) > time,
					),
				);
				setNow(time);
				isPaused = wasPaused;
			});
		},
		readOn() {
			if (!awaited || !isRead()) {
				return false;
			}

			const jump = awaited;
			awaited = undefined;
			jump();
			return true;
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
			const newest = events.at(next - 1);
			const before = stopBefore(next);
			return {
				isPaused,
				speed,
				isOver: isRead() && next === events.length,
				position: next,
				length: events.length,
				...(!isRead() && {isReading: true}),
				moment: momentBefore(events, next),
				...(newest &&
					before !== undefined && {later: newest.at - timeAt(before)}),
				...(foretold && {foretold}),
				...(awaited && {isAwaiting: true}),
			};
		},
	};
}

/** The events of the moment that ends at a position. */
function momentBefore(
	events: EventList,
	position: number,
): readonly LabEvent[] {
	const at = events.at(position - 1)?.at;
	let begin = position;
	while (begin > 0 && events.at(begin - 1)?.at === at) {
		begin--;
	}

	return [...events.between(begin, position)];
}

/** How a kill turns out, as far as its run has been read. */
function foretell(
	{
		events,
		course,
		stateAt,
	}: Pick<RecordedEvents, 'events' | 'course' | 'stateAt'>,
	{kill, position}: RecordedKill,
): ForetoldKill | undefined {
	const {runs} = course();
	const nextRun = runs[firstAfter(runs, run => run.position > position)];
	const {run} = stateAt(nextRun ? nextRun.position - 1 : events.length);
	const state = run?.kills.find(one => one.kill === kill);
	return run && state && {run, kill: state};
}
