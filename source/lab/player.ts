import {createEventStore, type Clock, type EventSource} from './event-log.js';
import {type LabEvent} from './events.js';

/** How a recording is being played. */
export type PlayerStatus = {
	readonly isPaused: boolean;
	/** Ms of the recording in one ms. */
	readonly speed: number;
	/** Every event has been played. */
	readonly isOver: boolean;
};

/** Plays recorded events: the same events at the same distances, without a server. */
export type Player = EventSource & {
	/** Plays what is due. Returns the ms until the next event is; `undefined` when none will be. */
	readonly advance: () => number | undefined;
	readonly togglePause: () => void;
	/** Plays the next event, and those of the same moment, and stays there. */
	readonly step: () => void;
	/** So many times as fast, within limits. */
	readonly changeSpeed: (factor: number) => void;
	/** Begins again. The picture follows with the first event. */
	readonly restart: () => void;
	readonly status: () => PlayerStatus;
};

/** The slowest and the fastest that makes sense to look at. */
const speedLimits = {least: 1 / 8, most: 64} as const;

/**
Makes a player that stands before the first event.

@param clock - The real time, in ms.
@param speed - Ms of the recording in one ms.
*/
export function createPlayer(
	events: readonly LabEvent[],
	clock: Clock,
	speed = 1,
): Player {
	const begin = events[0]?.at ?? 0;
	let next = 0;
	let isPaused = false;
	/** The time of the recording at a moment of the real one. */
	let anchor = {recorded: begin, real: clock()};

	const now = () =>
		isPaused
			? anchor.recorded
			: Math.min(
					anchor.recorded + (clock() - anchor.real) * speed,
					// Clocks stand when there is nothing more to come.
					events.at(-1)?.at ?? begin,
				);
	const {append, subscribe, state} = createEventStore(now);

	const setNow = (recorded: number) => {
		anchor = {recorded, real: clock()};
	};

	const playUntil = (time: number) => {
		for (;;) {
			const event = events[next];
			if (!event || event.at > time) {
				return;
			}

			next++;
			append(event);
		}
	};

	return {
		now,
		subscribe,
		state,
		advance() {
			if (isPaused) {
				return undefined;
			}

			playUntil(now());
			const event = events[next];
			return event && Math.max(0, event.at - now()) / speed;
		},
		togglePause() {
			setNow(now());
			isPaused = !isPaused;
		},
		step() {
			const event = events[next];
			isPaused = true;
			if (event) {
				setNow(event.at);
				playUntil(event.at);
			}
		},
		changeSpeed(factor) {
			setNow(now());
			speed = Math.min(
				speedLimits.most,
				Math.max(speedLimits.least, speed * factor),
			);
		},
		restart() {
			next = 0;
			isPaused = false;
			setNow(begin);
		},
		status: () => ({isPaused, speed, isOver: next === events.length}),
	};
}
