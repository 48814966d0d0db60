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
	const facts = factsOf(run.plan);
	const reading = readingPhase(facts);
	/** Elsewhere it takes as long as the client needs. */
	const isIdleAimedAt = facts.aims.some(({phase}) => phase === 'idle');
	return statements.flatMap((statement, index): readonly Stretch[] => {
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
		const later = statements.slice(index + 1);
		const next =
			isIdleAimedAt && later.some(({role}) => role === 'target')
				? later[0]
				: undefined;
		const ends = [
			...begins.slice(1).map(({at}) => at),
			ended.at,
			...(next ? [next.startedAt] : []),
		];
		return [...begins, ...(next ? [{phase: 'idle', at: ended.at}] : [])].map(
			({phase, at}, index) => ({
				phase,
				step,
				from: at - startedAt,
				to: (ends[index] ?? at) - startedAt,
			}),
		);
	});
}
