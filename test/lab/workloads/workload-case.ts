import {type Effect} from '../../../source/lab/events/kill.js';
import {type Verdict} from '../../../source/lab/events/events.js';
import {
	type GivenOptions,
	type WorkloadFacts,
} from '../../../source/lab/workloads/facts/contract.js';
import {type RunPlan} from '../../../source/lab/events/run-plan.js';
import {type Flavour} from '../../../source/server/flavour.js';

/** What comes of a kill. */
type Met = {
	/** Where it is found to have hit the target; absent: where it was aimed. */
	readonly phases?: readonly string[];
	readonly effect: Effect;
	readonly outcome: Verdict['outcome'];
	/** What an independent look counts; absent: nothing if all is rolled back, else `whole`. */
	readonly left?: number | ((counted: number) => boolean);
};

/** A kill of a workload on a real server, and what must come of it. */
export type KillCase = Met & {
	/** As `--kill` takes it, such as `query@execute`. */
	readonly kill: string;
	readonly change?: Partial<Pick<RunPlan, 'autocommit' | 'onInterrupt'>>;
	/** Absent: on either. */
	readonly flavour?: Flavour;
	/** What comes of it if it meets something that nobody can rule out; absent: nothing else. */
	readonly orElse?: readonly Met[];
};

/** How a workload is tried on a real server. */
export type WorkloadCase = {
	readonly facts: WorkloadFacts;
	/** Absent: what makes its runs short. */
	readonly given?: GivenOptions;
	/** The SQL that counts, without the lab's code, what the run has left: one number. */
	readonly counts: (schema: string) => string;
	/** What it counts after a run that nobody kills. */
	readonly whole: number;
	/** Tables that stay in the schema when the lab has closed: the user's own; absent: none. */
	readonly leaves?: number;
	readonly kills: readonly KillCase[];
	/** The flavour that alone has what it needs, so that the other one refuses it; absent: either has it. */
	readonly flavour?: Flavour;
};
