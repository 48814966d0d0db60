import {type TimedStatement} from '../events/aim.js';
import {targetPhase, type RunState} from '../history/state.js';
import {readingPhase} from '../workloads/facts/phases.js';
import {factsOf} from '../workloads/facts/registry.js';

/** When a run that nobody killed was in a phase, in ms since the start of the target, or of the statement that it ended with. */
export type Stretch = {
	readonly phase: string;
	/** The step whose target it was; absent: it was one of these. */
	readonly step?: number;
	/** The statement that it came after; absent: it was in the one that its phase is named after. */
	readonly since?: TimedStatement['role'];
	readonly from: number;
	readonly to: number;
};

/** The course of a run: the phases of its targets as they were seen, what follows one if kills are aimed at that, and the end of its transaction. Those that no look has met are missing. Pure. */
export function courseOf(run: RunState): readonly Stretch[] {
	const reading = readingPhase(factsOf(run.plan));
	return run.statements.flatMap((statement, index): readonly Stretch[] => {
		const {role, step, startedAt, ended, sentAt, reached = []} = statement;
		if (ended === undefined) {
			return [];
		}

		if (role === 'commit' || role === 'rollback') {
			return [{phase: role, from: 0, to: ended.at - startedAt}];
		}

		if (role === 'prepare') {
			const from = ended.at - startedAt;
			const next = run.statements[index + 1];
			return [
				{phase: role, from: 0, to: from},
				...(next === undefined
					? []
					: [
							{
								phase: 'prepared',
								since: role,
								from,
								to: next.startedAt - startedAt,
							},
						]),
			];
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
		return [
			...begins.map(({phase, at}, place) => ({
				phase,
				from: at,
				to: begins[place + 1]?.at ?? ended.at,
			})),
			...afterTarget(run, index),
		].map(({phase, from, to}) => ({
			phase,
			step,
			from: from - startedAt,
			to: to - startedAt,
		}));
	});
}

/** What follows a target, in ms of the run: its thread goes on when the client was cut off; or the connection is idle until the next target, in a workload that is about that. Elsewhere this takes as long as the client needs. @param index - The target's place among the statements. */
function afterTarget(
	{plan, statements, lost, goneAt}: RunState,
	index: number,
): ReadonlyArray<Omit<Stretch, 'step'>> {
	const ended = statements[index]?.ended;
	const [next, ...later] = statements.slice(index + 1);
	if (ended?.outcome.type === 'lost' && lost && goneAt !== undefined) {
		return [{phase: 'cut off', from: lost.at, to: goneAt}];
	}

	const isAimedAt = factsOf(plan).aims.some(({phase}) => phase === 'idle');
	return ended &&
		next &&
		isAimedAt &&
		[next, ...later].some(({role}) => role === 'target')
		? [{phase: 'idle', from: ended.at, to: next.startedAt}]
		: [];
}
