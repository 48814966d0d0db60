import {type LabEvent} from '../events/events.js';
import {createEventStore, type Clock, type EventSource} from './event-log.js';

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
	/** The type of the event that was played last; absent: none was. */
	readonly newest?: LabEvent['type'];
};

/** Plays recorded events: the same events at the same distances, without a server. */
export type Playback = EventSource & {
	/** Plays what is due. Returns the ms until the next event is due; `undefined` if none will be. */
	readonly advance: () => number | undefined;
	readonly togglePause: () => void;
	/** Plays the next event, and those of the same moment, and pauses there. */
	readonly step: () => void;
	/** Goes back to before the last moment that was played, but not to before the first run, and pauses there. It calls no listeners: the state is in `state`. */
	readonly stepBack: () => void;
	/** Multiplies the speed, within limits. */
	readonly changeSpeed: (factor: number) => void;
	/** Starts over, with the first run. Listeners are not called for what came before it. */
	readonly restart: () => void;
	readonly status: () => PlayerStatus;
};

/** The slowest and the fastest speed that is worth watching. */
const speedLimits = {least: 1 / 8, most: 64} as const;

/**
Creates a player that is placed before its first run: what came before that, such as the preflight, has been played, so that nobody waits in front of an empty pane.

@param clock - The real time, in ms.
@param speed - Ms of the recording in one ms.
*/
export function createPlayback(
	events: readonly LabEvent[],
	clock: Clock,
	speed = 1,
): Playback {
	const first = Math.max(
		0,
		events.findIndex(({type}) => type === 'run-started'),
	);
	const begin = events[first]?.at ?? 0;
	let next = first;
	let isPaused = false;
	/** The time of the recording at a moment of the real one. */
	let anchor = {recorded: begin, real: clock()};

	const now = () =>
		isPaused
			? anchor.recorded
			: Math.min(
					anchor.recorded + (clock() - anchor.real) * speed,
					// The clock stops when nothing more will come.
					events.at(-1)?.at ?? begin,
				);
	const {append, reset, subscribe, state} = createEventStore(now);

	const setNow = (recorded: number) => {
		anchor = {recorded, real: clock()};
	};

	const goTo = (position: number) => {
		next = position;
		reset(events.slice(0, position));
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

	goTo(first);
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
		stepBack() {
			const last = events[next - 1];
			isPaused = true;
			if (last && next > first) {
				goTo(
					Math.max(
						first,
						events.findIndex(({at}) => at === last.at),
					),
				);
				setNow(events[next - 1]?.at ?? begin);
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
			goTo(first);
			isPaused = false;
			setNow(begin);
		},
		status() {
			const newest = events[next - 1]?.type;
			return {
				isPaused,
				speed,
				isOver: next === events.length,
				position: next,
				length: events.length,
				...(newest !== undefined && {newest}),
			};
		},
	};
}
