import {fileName, insertOf, type RunState} from './state.js';

/** Which rows the table may hold after a run, by their files' names. */
export type Expectation = {
	/** These are there when everything that was to be committed is. */
	readonly names: readonly string[];
	/** Under autocommit: their INSERTs were never answered, so each of them may be there or not. */
	readonly unanswered: readonly string[];
	/** Every row stands alone, so that none of them may be missing. */
	readonly autocommit: boolean;
};

/** What the rows of a run can be, from what its client was told. Pure. */
export function expectation(run: RunState): Expectation {
	const {plan, statements} = run;
	const names = Array.from({length: plan.files}, (_, file) => fileName(file));
	const endings = names.map(
		(_, file) => insertOf(run, file)?.ended?.outcome.type,
	);
	const stored = names.filter((_, file) => endings[file] === 'ok');

	if (plan.autocommit) {
		return {
			names: stored,
			unanswered: names.filter(
				(_, file) =>
					insertOf(run, file) !== undefined &&
					(endings[file] === 'lost' || endings[file] === undefined),
			),
			autocommit: true,
		};
	}

	const isCommitted = statements.some(({kind}) => kind === 'commit');
	return {
		names: isCommitted ? stored : names,
		unanswered: [],
		autocommit: false,
	};
}
