import {
	type LabEvent,
	type ServerFacts,
	type Verdict,
} from '../events/events.js';
import {describeProblem} from '../events/finding.js';
import {type Leftover} from '../events/leftovers.js';
import {createEventStore, type EventSource} from './event-log.js';
import {type LabState, type RunState} from './state.js';

/** All that has happened since the program started, as a report tells it. */
export type Sitting = {
	readonly server?: ServerFacts;
	/** What the preflights found that may spoil a run, each once, as sentences. */
	readonly warnings: readonly string[];
	/** The newest runs as they are now, the oldest first; one without a verdict goes on, or was broken off. */
	readonly runs: readonly RunState[];
	/** How each run before those ended, which is all that is kept of it. */
	readonly forgotten: readonly ForgottenRun[];
	/** What stays on the user's server. */
	readonly left: readonly Leftover[];
};

/** What is kept of a run of long ago. */
export type ForgottenRun = {
	readonly run: number;
	/** Absent: it had no verdict. */
	readonly outcome?: Verdict['outcome'];
};

/** How many runs are kept whole: each has all of its statements and kills. */
const mostRuns = 100;

const nothing: Sitting = {warnings: [], runs: [], forgotten: [], left: []};

/** Folds one event into a sitting. Pure. @param state - After the event. */
export function addToSitting(
	sitting: Sitting,
	event: LabEvent,
	state: LabState,
): Sitting {
	switch (event.type) {
		case 'server': {
			return {...sitting, server: event.server};
		}

		case 'preflight': {
			const found = event.warnings.map(warning => describeProblem(warning));
			return {
				...sitting,
				warnings: [...new Set([...sitting.warnings, ...found])],
			};
		}

		case 'left': {
			return {...sitting, left: [...sitting.left, event.leftover]};
		}

		default: {
			return state.run ? withRun(sitting, state.run) : sitting;
		}
	}
}

function withRun(sitting: Sitting, run: RunState): Sitting {
	const {runs, forgotten} = sitting;
	if (runs.at(-1)?.run === run.run) {
		return runs.at(-1) === run
			? sitting
			: {...sitting, runs: runs.with(-1, run)};
	}

	const all = [...runs, run];
	const dropped = Math.max(0, all.length - mostRuns);
	return {
		...sitting,
		runs: all.slice(dropped),
		forgotten: [...forgotten, ...all.slice(0, dropped).map(run => forget(run))],
	};
}

function forget({run, verdict}: RunState): ForgottenRun {
	return {run, ...(verdict && {outcome: verdict.verdict.outcome})};
}

/** Collects what happens from now on. @returns Gives what there is so far. */
export function collectSitting(
	log: Pick<EventSource, 'subscribe'>,
): () => Sitting {
	let sitting = nothing;
	log.subscribe((event, state) => {
		sitting = addToSitting(sitting, event, state);
	});
	return () => sitting;
}

/** The sitting that these events are. Pure. */
export function sittingOf(events: Iterable<LabEvent>): Sitting {
	const store = createEventStore(() => 0);
	const sitting = collectSitting(store);
	for (const event of events) {
		store.append(event);
	}

	return sitting();
}
