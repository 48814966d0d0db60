import {type LabEvent} from '../events/events.js';
import {type KillKind} from '../events/kill.js';
import {seenChange, type SeenChange} from './seen-change.js';
import {silenceBetween, type Silence} from './silences.js';
import {type LabState} from './state.js';

/** A run of a recording. */
export type RecordedRun = {
	/** How many events have been played once it begins. */
	readonly position: number;
	/** When it began, in ms of the recording. */
	readonly at: number;
};

/** A kill of a recording. */
export type RecordedKill = {
	/** How many events have been played once it is sent. */
	readonly position: number;
	/** When it was sent, in ms of the recording. */
	readonly at: number;
	readonly kind: KillKind;
	/** Its number in its run. */
	readonly kill: number;
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
	readonly runs: readonly RecordedRun[];
	readonly kills: readonly RecordedKill[];
	readonly silences: readonly Silence[];
};

/** Finds the course of a recording while that is read. */
export type CourseFinder = {
	/** Takes the next event. @param before - The state before it. @param after - The state after it. */
	readonly add: (event: LabEvent, before: LabState, after: LabState) => void;
	/** No event follows. */
	readonly end: () => void;
	/** The course of what has been read. */
	readonly course: () => RecordedCourse;
};

/** With these there is something in the panes. */
const beginnings: ReadonlySet<LabEvent['type']> = new Set([
	'run-started',
	'wait-started',
]);

/** What only shows how far something is makes a stop if the last one is so long ago, in ms. */
const progressStep = 500;

/** Begins to find the course of a recording. */
export function findCourse(): CourseFinder {
	const runs: RecordedRun[] = [];
	const kills: RecordedKill[] = [];
	/** Those of the moment that is being read. */
	let sent: Array<Omit<RecordedKill, 'position'>> = [];
	let silences: Silence[] = [];
	let stops = [0];
	let stoppedAt = -Infinity;
	let begins: Pick<RecordedCourse, 'begin' | 'beginsAt'> | undefined;
	let hasBegun = false;
	let position = 0;
	let firstAt = 0;
	let newestAt: number | undefined;
	/** What the events of a moment change together. */
	const changes = new Set<SeenChange>();

	const endMoment = (at: number, isEnd: boolean) => {
		for (const kill of sent) {
			kills.push({...kill, position});
		}

		sent = [];
		if (hasBegun && !begins) {
			begins = {begin: position, beginsAt: at};
			stops = [position];
			stoppedAt = at;
			silences = [];
		} else if (
			isEnd ||
			changes.has('something') ||
			(changes.has('progress') && at - stoppedAt >= progressStep)
		) {
			stops.push(position);
			stoppedAt = at;
		}

		changes.clear();
	};

	return {
		add(event, before, after) {
			const {at} = event;
			if (newestAt === undefined) {
				firstAt = at;
			} else if (at !== newestAt) {
				endMoment(newestAt, false);
				const silence = silenceBetween(newestAt, at);
				if (silence) {
					silences.push(silence);
				}
			}

			position++;
			newestAt = at;
			hasBegun ||= beginnings.has(event.type);
			changes.add(seenChange(event, before, after));
			if (event.type === 'run-started') {
				runs.push({position, at});
			} else if (event.type === 'kill-sent' && after.run) {
				sent.push({at, kind: event.kind, kill: event.kill});
			}
		},
		end() {
			if (newestAt !== undefined) {
				endMoment(newestAt, true);
			}
		},
		course() {
			const {begin, beginsAt} = begins ?? {begin: 0, beginsAt: firstAt};
			return {
				begin,
				beginsAt,
				endsAt: newestAt ?? beginsAt,
				stops,
				runs,
				kills,
				silences,
			};
		},
	};
}
