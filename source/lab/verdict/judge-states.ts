import {type StatesVerdict} from '../events/events.js';
import {type Expectation} from './expectation.js';
import {type StatesInspection} from './inspection.js';

/** As before, or as after every statement that was to be committed: anything between is `PARTIAL`. Under autocommit each statement is its own transaction, and the one that was never answered may be there. Pure. */
export function judgeStates(
	{matches, times, withoutTransactions, contents, foreign}: StatesInspection,
	expectation: Expectation,
): Omit<StatesVerdict, 'seenBy'> {
	const {expected, possible} = numbersOf(expectation);
	// A statement that changes nothing is found after any number of them.
	const found =
		[expected, possible].find(number => matches.includes(number)) ?? matches[0];
	const isUnchanging = matches.includes(0) && matches.includes(times);
	return {
		about: 'states',
		outcome: outcomeOf(found, {expected, possible}),
		...(found !== undefined && {statements: found}),
		expected: Math.max(expected, found === possible ? possible : 0),
		times,
		...(withoutTransactions && {withoutTransactions}),
		contents,
		...(foreign && {foreign}),
		...(isUnchanging && {isUnchanging}),
		...(found !== undefined && found > expected && {isUnanswered: true}),
		...(found === 0 && expected > 0 && {isForgotten: true}),
	};
}

/** How many whole statements must be there, and how many may be instead because nobody answered. */
function numbersOf(expectation: Expectation): {
	readonly expected: number;
	readonly possible: number;
} {
	const {length} = expectation.steps;
	if (expectation.type === 'autocommit') {
		return {
			expected: length,
			possible: length + expectation.unanswered.length,
		};
	}

	return expectation.isAnswered
		? {expected: length, possible: length}
		: {expected: 0, possible: length};
}

function outcomeOf(
	found: number | undefined,
	{expected, possible}: {readonly expected: number; readonly possible: number},
): StatesVerdict['outcome'] {
	if (found === 0) {
		return 'rolled back whole';
	}

	return found === expected || found === possible
		? 'committed whole'
		: 'PARTIAL';
}
