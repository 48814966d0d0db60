import {type AttachState} from '../lab/attach/attach-state.js';
import {type LabState} from '../lab/history/state.js';
import {type SweepSight} from '../lab/sweep/sweep-sight.js';
import {type SweepActivity} from '../keys/sweep-keys.js';
import {type Activity} from '../keys/activity.js';
import {type AttachActivity} from '../keys/attach-activity.js';
import {
	nothingChosen as nothingChosenInAttach,
	type AttachChosen,
} from '../ui/attach/attach-chosen.js';
import {nothingChosen, type Chosen} from '../ui/chosen.js';
import {
	nothingChosen as nothingChosenInSweep,
	type SweepChosen,
} from '../ui/sweep/sweep-chosen.js';

/** The time between two frames, in ms. */
export const frameInterval = 100;

/** What the drawing thread draws. */
export type SceneName = 'lab' | 'attach' | 'sweep';

/** One of the pictures, as far as the thread that asks for it must know it. */
export type Scene<State, Doing, Choice> = {
	readonly name: SceneName;
	readonly nothingChosen: Choice;
	/** What the program does while there is no picture yet: the thread draws it once for practice. */
	readonly begins: Doing;
	/** After this long the picture changes with time alone, in ms; `undefined`: it does not. */
	readonly movesAfter: (activity: Doing, state: State) => number | undefined;
};

/** The lab, live or replayed. */
export const labScene: Scene<LabState, Activity, Chosen> = {
	name: 'lab',
	nothingChosen,
	begins: 'starting',
	movesAfter: (activity, {waits = []}) =>
		waits.length > 0 ||
		(typeof activity === 'object'
			? !activity.isPaused && !activity.isOver
			: activity === 'running' || activity === 'leaving')
			? frameInterval
			: undefined,
};

/** Somebody's server. */
export const attachScene: Scene<AttachState, AttachActivity, AttachChosen> = {
	name: 'attach',
	nothingChosen: nothingChosenInAttach,
	begins: 'looking',
	// Each look draws it, and whatever has a clock is looked at several times a second: but for the age of a list, which tells that no look comes.
	movesAfter: (_activity, {listing}) => (listing ? 1000 : undefined),
};

/** A sweep. */
export const sweepScene: Scene<SweepSight, SweepActivity, SweepChosen> = {
	name: 'sweep',
	nothingChosen: nothingChosenInSweep,
	begins: 'sweeping',
	// Each run that is over draws it.
	movesAfter: () => undefined,
};
