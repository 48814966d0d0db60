import {type StatesVerdict} from '../lab/events/events.js';

/** What was found of all that a user's own statement works on, as clauses. Pure. */
export function statesClauses({
	statements,
	times,
	withoutTransactions,
	isUnchanging,
	isForgotten,
	isUnanswered,
}: StatesVerdict): readonly string[] {
	return [
		likeness({statements, times}),
		...(withoutTransactions
			? [`${withoutTransactions.join(' and ')} has no transactions`]
			: []),
		...(isUnchanging ? ['which the statement does not change'] : []),
		...(isForgotten ? ['although COMMIT returned OK'] : []),
		...(isUnanswered ? ['although the client saw an error'] : []),
	];
}

function likeness({
	statements,
	times,
}: Pick<StatesVerdict, 'statements' | 'times'>): string {
	if (statements === undefined) {
		return `the data are neither as before nor as ${times === 1 ? 'the whole statement leaves them' : 'any number of whole statements leaves them'}`;
	}

	if (statements === 0) {
		return 'the data are as before';
	}

	return times === 1
		? 'the data are as the whole statement leaves them'
		: `the data are as ${statements} of ${times} statements leave them`;
}
