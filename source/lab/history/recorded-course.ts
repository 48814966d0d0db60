import {type LabEvent} from '../events/events.js';
import {reduce} from './reduce.js';
import {seenChange, type SeenChange} from './seen-change.js';
import {silencesIn, type Silence} from './silences.js';
import {initialState, type KillState, type RunState} from './state.js';

/** A kill of a recording. */
export type RecordedKill = {
	/** How many events have been played once it is sent. */
	readonly position: number;
	/** When it was sent, in ms of the recording. */
	readonly at: number;
	/** How it turned out, at the end of its run. */
	readonly run: RunState;
	readonly kill: KillState;
};

/** What is known of a recording before any of it is played. Positions are numbers of events that have been played. */
export type RecordedCourse = {
	/** Where it begins: with the first run there, or the first wait, so that nobody sits in front of an empty pane. */
	readonly begin: number;
	/** When it begins and ends, in ms of the recording. */
	readonly beginsAt: number;
	readonly endsAt: number;
	/** Where a step stops, in order: what is seen has changed there. The first is the beginning, the last is the end. */
	readonly stops: readonly number[];
	/** When each run began, in ms of the recording. */
	readonly runs: readonly number[];
	readonly kills: readonly RecordedKill[];
	readonly silences: readonly Silence[];
};

/** With these there is something in the panes. */
const beginnings: ReadonlySet<LabEvent['type']> = new Set([
	'run-started',
	'wait-started',
]);

/** The course of a recording. Pure. */
export function courseOf(events: readonly LabEvent[]): RecordedCourse {
	const first = events.findIndex(({type}) => beginnings.has(type));
	const begin = first === -1 ? 0 : endOfMoment(events, first + 1);
	const beginsAt = events[Math.max(0, begin - 1)]?.at ?? 0;
	return {
		begin,
		beginsAt,
		endsAt: events.at(-1)?.at ?? beginsAt,
		stops: stopsIn(events, begin),
		runs: events.flatMap(({type, at}) => (type === 'run-started' ? [at] : [])),
		kills: killsIn(events),
		silences: silencesIn(
			events.slice(Math.max(0, begin - 1)).map(({at}) => at),
		),
	};
}

/** How many events there are up to this one and the others of its moment. */
export function endOfMoment(
	events: readonly LabEvent[],
	position: number,
): number {
	const at = events[position - 1]?.at;
	let end = position;
	while (events[end] !== undefined && events[end]?.at === at) {
		end++;
	}

	return end;
}

/** How many events there are before the moment of the last of so many. */
export function beginOfMoment(
	events: readonly LabEvent[],
	position: number,
): number {
	const at = events[position - 1]?.at;
	let begin = position;
	while (begin > 0 && events[begin - 1]?.at === at) {
		begin--;
	}

	return begin;
}

/** What only shows how far something is makes a stop if the last one is so long ago, in ms. */
const progressStep = 500;

function stopsIn(
	events: readonly LabEvent[],
	begin: number,
): readonly number[] {
	const stops = [begin];
	let stoppedAt = -Infinity;
	let state = initialState;
	/** What the events of a moment change together. */
	let changes = new Set<SeenChange>();
	for (const [index, event] of events.entries()) {
		const before = state;
		state = reduce(state, event);
		if (index < begin) {
			stoppedAt = event.at;
			continue;
		}

		changes.add(seenChange(event, before, state));
		if (events[index + 1]?.at === event.at) {
			continue;
		}

		if (
			index + 1 === events.length ||
			changes.has('something') ||
			(changes.has('progress') && event.at - stoppedAt >= progressStep)
		) {
			stops.push(index + 1);
			stoppedAt = event.at;
		}

		changes = new Set();
	}

	return stops;
}

function killsIn(events: readonly LabEvent[]): readonly RecordedKill[] {
	const sent: Array<{run: number; kill: number; position: number; at: number}> =
		[];
	const ended = new Map<number, RunState>();
	let state = initialState;
	for (const [index, event] of events.entries()) {
		state = reduce(state, event);
		if (!state.run) {
			continue;
		}

		ended.set(state.run.run, state.run);
		if (event.type === 'kill-sent') {
			sent.push({
				run: state.run.run,
				kill: event.kill,
				position: endOfMoment(events, index + 1),
				at: event.at,
			});
		}
	}

	return sent.flatMap(({position, at, ...which}) => {
		const run = ended.get(which.run);
		const kill = run?.kills.find(({kill}) => kill === which.kill);
		return run && kill ? [{position, at, run, kill}] : [];
	});
}
