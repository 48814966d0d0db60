import {endingOf} from '../workloads/facts/endings.js';
import {factsOf} from '../workloads/facts/registry.js';
import {isStored, writingOf, type RunState} from '../history/state.js';

/** Whose rows may be there after a run: steps by their numbers. */
export type Expectation =
	| {
			readonly type: 'transaction';
			/** All of these, or none. */
			readonly steps: readonly number[];
			/** Whether COMMIT returned OK to the client, or XA COMMIT to who has found the transaction prepared. */
			readonly isAnswered: boolean;
			/** It was to end with ROLLBACK: none of these may be there. */
			readonly isGivenUp?: true;
	  }
	| {
			readonly type: 'autocommit';
			/** These must be there: the statements that write them returned OK. */
			readonly steps: readonly number[];
			/** Each of these may or may not be there: those statements were never answered. */
			readonly unanswered: readonly number[];
	  };

/** What a run can have left, given the answers that its client got. Pure. */
export function expectation(run: RunState): Expectation {
	const {plan, statements, transaction, recovered} = run;
	const steps = Array.from({length: plan.steps}, (_, step) => step);
	const outcomes = steps.map(step => writingOf(run, step)?.ended?.outcome.type);
	const stored = steps.filter(step => isStored(plan, writingOf(run, step)));

	if (plan.autocommit) {
		return {
			type: 'autocommit',
			steps: stored,
			unanswered: steps.filter(
				step =>
					writingOf(run, step) !== undefined &&
					(outcomes[step] === 'lost' || outcomes[step] === undefined),
			),
		};
	}

	const wasSent = statements.some(({role}) => role === 'commit');
	return {
		type: 'transaction',
		steps: wasSent ? stored : steps,
		isAnswered: transaction === 'committed' || recovered?.found === 'prepared',
		...(endingOf(factsOf(plan)) === 'rollback' && {isGivenUp: true}),
	};
}
