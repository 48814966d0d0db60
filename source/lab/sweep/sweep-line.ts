import {type ServerFacts} from '../events/events.js';
import {type KillKind} from '../events/kill.js';
import {type PlannedWorkload} from '../workloads/facts/contract.js';
import {type Stretch} from './course.js';
import {type Stratum} from './strata.js';
import {type Trial} from './trial.js';

/** The version of the lines' schema, in the first line. */
export const sweepSchema = 1;

/** What a sweep is asked to do. */
export type SweepPlan = {
	/** In the order in which they are tried. */
	readonly workloads: readonly PlannedWorkload[];
	/** They are all that there are: one that the server can't run is no error. Absent: somebody named them. */
	readonly all?: true;
	/** For each of them. */
	readonly trials: number;
	readonly kinds: readonly KillKind[];
	/** The same seed asks for the same kills, as long as the server answers the same. */
	readonly seed: string;
};

/** The first line: what was asked for, and of which server. */
export type SweepBegan = SweepPlan & {
	readonly type: 'sweep';
	readonly schema: number;
	/** In ms since 1970. */
	readonly startedAt: number;
	/** The version of this program. */
	readonly version: string;
	readonly server: Pick<ServerFacts, 'flavour' | 'version' | 'product'>;
};

/** A run without a kill: when it was in which phase. */
export type CourseSeen = {
	readonly type: 'course';
	/** The workload's name. */
	readonly workload: string;
	/** How long the run took, in ms, to its verdict. */
	readonly took: number;
	readonly stretches: readonly Stretch[];
};

/** A run with a kill that is over. */
export type TrialDone = Trial & {
	readonly type: 'trial';
	/** Counts from 1, for each workload. */
	readonly trial: number;
	/** Where it was aimed: it may have landed elsewhere. */
	readonly stratum: Omit<Stratum, 'kind'>;
	/** How long the run took, in ms, to its verdict. */
	readonly took: number;
};

/** A workload that this server can't run. */
export type WorkloadRefused = {
	readonly type: 'refused';
	readonly workload: string;
	readonly why: string;
};

/** A line of what a sweep writes: the first one, and then one for each run as soon as it is over. */
export type SweepLine = SweepBegan | CourseSeen | TrialDone | WorkloadRefused;
