import {targetPhase, type RunState} from '../history/state.js';
import {readingPhase} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';

/** When a run that nobody killed was in a phase, in ms since the start of the target, or of the COMMIT or ROLLBACK that it ended with. */
export type Stretch = {
	readonly phase: string;
	/** The step whose target it was; absent: it was one of these. */
	readonly step?: number;
	readonly from: number;
	readonly to: number;
};

/** The course of a run: the phases of its targets as they were seen, and the end of its transaction. Those that no look has met are missing. Pure. */
export function courseOf(run: RunState): readonly Stretch[] {
	const {statements} = run;
	const reading = readingPhase(factsOf(run.plan));
	return statements.flatMap((statement): readonly Stretch[] => {
		const {role, step, startedAt, ended, sentAt, reached = []} = statement;
		if (ended === undefined) {
			return [];
		}

		if (role === 'commit' || role === 'rollback') {
			return [{phase: role, from: 0, to: ended.at - startedAt}];
		}

		if (role !== 'target' || step === undefined) {
			return [];
		}

		const begins = [
			{phase: reading, at: startedAt},
			...(sentAt === undefined
				? []
				: [
						{
							phase: targetPhase(run, {...statement, reached: []}),
							at: sentAt,
						},
					]),
			...reached,
		];
		return begins.map(({phase, at}, index) => ({
			phase,
			step,
			from: at - startedAt,
			to: (begins[index + 1]?.at ?? ended.at) - startedAt,
		}));
	});
}
