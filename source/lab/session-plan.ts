import {type OnInterrupt, type RunPlan} from './events/run-plan.js';
import {type Pacer} from './upload/pacer.js';
import {asItRuns} from './workloads/facts/as-it-runs.js';
import {type PlannedWorkload} from './workloads/facts/contract.js';

/** A workload as the runs can have it, and the upload's rate: bytes per second; absent: as fast as the server takes them. */
export type PacedWorkload = PlannedWorkload & Pick<RunPlan, 'rate'>;

/** What the runs of a session do, as far as it changes between them. */
export type SessionPlan = {
	/** The plan of the next run, at the rate of now; with another workload, if one is named. */
	readonly next: (
		onInterrupt: OnInterrupt,
		workload?: PlannedWorkload,
	) => RunPlan;
	/** A workload as the session had it last; one that it has not had yet as it is wanted. */
	readonly remember: (wanted: PacedWorkload) => PacedWorkload;
	/** The runs have this workload from now on. */
	readonly use: (workload: PacedWorkload) => void;
};

/** @param pacer - Has the rate of the plan. */
export function createSessionPlan(
	{rate, ...unpaced}: RunPlan,
	pacer: Pick<Pacer, 'rate' | 'setRate'>,
): SessionPlan {
	let current: PlannedWorkload = unpaced;
	/** Those that were left. */
	const known = new Map<string, PacedWorkload>();

	const paced = (): Pick<RunPlan, 'rate'> =>
		pacer.rate === undefined ? {} : {rate: pacer.rate};

	const asItIs = (): PacedWorkload => {
		const {workload, steps} = current;
		return {workload, steps, ...paced()};
	};

	return {
		next(onInterrupt, {workload, steps} = current) {
			return asItRuns({
				...unpaced,
				workload,
				steps,
				...paced(),
				onInterrupt,
			});
		},
		remember(wanted) {
			const {name} = wanted.workload;
			return name === current.workload.name
				? asItIs()
				: (known.get(name) ?? wanted);
		},
		use(next) {
			known.set(current.workload.name, asItIs());
			current = next;
			pacer.setRate(next.rate);
		},
	};
}
