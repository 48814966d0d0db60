import {fileName, insertOf, type RunState} from '../history/state.js';

/** Which rows the table may hold after a run, by their files' names. */
export type Expectation =
	| {
			readonly type: 'transaction';
			/** All of these, or none. */
			readonly names: readonly string[];
			/** Whether COMMIT returned OK to the client. */
			readonly isAnswered: boolean;
	  }
	| {
			readonly type: 'autocommit';
			/** These must be there: their INSERTs returned OK. */
			readonly names: readonly string[];
			/** Each of these may or may not be there: their INSERTs were never answered. */
			readonly unanswered: readonly string[];
	  };

/** What the rows of a run can be, given the answers that its client got. Pure. */
export function expectation(run: RunState): Expectation {
	const {plan, statements, transaction} = run;
	const names = Array.from({length: plan.files}, (_, file) => fileName(file));
	const outcomes = names.map(
		(_, file) => insertOf(run, file)?.ended?.outcome.type,
	);
	const stored = names.filter((_, file) => outcomes[file] === 'ok');

	if (plan.autocommit) {
		return {
			type: 'autocommit',
			names: stored,
			unanswered: names.filter(
				(_, file) =>
					insertOf(run, file) !== undefined &&
					(outcomes[file] === 'lost' || outcomes[file] === undefined),
			),
		};
	}

	const wasSent = statements.some(({role}) => role === 'commit');
	return {
		type: 'transaction',
		names: wasSent ? stored : names,
		isAnswered: transaction === 'committed',
	};
}
