import {type Aim} from './events/aim.js';
import {type RunPlan} from './events/run-plan.js';
import {type EventLog} from './history/event-log.js';
import {type Session} from './session.js';
import {courseOf} from './sweep/course.js';
import {coursesWanted, nextTrial} from './sweep/next-trial.js';
import {
	type CourseSeen,
	type SweepPlan,
	type TrialDone,
	type WorkloadRefused,
} from './sweep/sweep-line.js';
import {trialsOf} from './sweep/trial.js';
import {type Tried} from './sweep/sweep-state.js';
import {usualOutcome} from './workloads/facts/endings.js';
import {factsOf} from './workloads/facts/registry.js';

/** What a workload is tried with. */
type Trying = {
	readonly session: Pick<Session, 'run'>;
	/** The session's. */
	readonly log: Pick<EventLog, 'state' | 'now'>;
	readonly plan: RunPlan;
	readonly wanted: Pick<SweepPlan, 'trials' | 'kinds' | 'seed'>;
	/** What is known of it, with all that was told so far. */
	readonly tried: () => Tried;
	/** Gets each run as soon as it is over. */
	readonly tell: (line: CourseSeen | TrialDone | WorkloadRefused) => void;
	/** Resolves when the next run may begin: a person can pause between two. */
	readonly ready: () => Promise<void>;
	/** Aborting cuts the run short that goes on, and begins no other; that run is not told. */
	readonly signal: AbortSignal;
};

/**
Tries one workload: a few runs that nobody kills show its phases, and then each run gets one kill, as many as are wanted.

@throws As `session.run` does.
*/
export async function tryWorkload({
	session,
	log,
	plan,
	wanted,
	tried,
	tell,
	ready,
	signal,
}: Trying): Promise<void> {
	/** One run. @returns It and how long it took, in ms; `undefined`: it was cut short. */
	const run = async (aims: readonly Aim[]) => {
		await ready();
		if (signal.aborted) {
			return undefined;
		}

		const began = log.now();
		await session.run({aims, onInterrupt: 'rollback', signal});
		const over = log.state().run;
		return signal.aborted || !over
			? undefined
			: {over, took: log.now() - began};
	};

	const {name: workload} = plan.workload;
	while (tried().courses.length < coursesWanted) {
		const done = await run([]);
		if (!done) {
			return;
		}

		const {over, took} = done;
		const outcome = over.verdict?.verdict.outcome;
		const usual = usualOutcome(factsOf(plan));
		if (outcome !== usual) {
			const why = `a run without a kill ended otherwise than ${usual}: ${outcome ?? 'no verdict'}`;
			tell({type: 'refused', workload, why});
			return;
		}

		tell({type: 'course', workload, took, stretches: courseOf(over)});
	}

	while (tried().trials.length < wanted.trials) {
		const next = nextTrial(tried(), plan, wanted);
		if (!next) {
			const why = 'a run without a kill showed no phase of it';
			tell({type: 'refused', workload, why});
			return;
		}

		const done = await run([next.aim]);
		const [trial] = done ? trialsOf(done.over) : [];
		if (!done || !trial) {
			return;
		}

		const {phase, third} = next.stratum;
		tell({
			type: 'trial',
			trial: tried().trials.length + 1,
			stratum: {phase, third},
			took: done.took,
			...trial,
		});
	}
}
