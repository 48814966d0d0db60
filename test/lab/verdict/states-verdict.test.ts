import test from 'ava';
import {type StatesVerdict} from '../../../source/lab/events/events.js';
import {type Expectation} from '../../../source/lab/verdict/expectation.js';
import {type StatesInspection} from '../../../source/lab/verdict/inspection.js';
import {judge} from '../../../source/lab/verdict/verdict.js';
import {statesClauses} from '../../../source/wording/states-words.js';

const contents = {columns: [], rows: []};

function found(...matches: readonly number[]): StatesInspection {
	return {about: 'states', matches, times: 3, contents};
}

/** A transaction in which so many statements returned OK. */
function transaction(statements: number, isAnswered: boolean): Expectation {
	return {
		type: 'transaction',
		steps: Array.from({length: statements}, (_, step) => step),
		isAnswered,
	};
}

/** Under autocommit. @param isCut - The next one was never answered. */
function autocommit(statements: number, isCut: boolean): Expectation {
	return {
		type: 'autocommit',
		steps: Array.from({length: statements}, (_, step) => step),
		unanswered: isCut ? [statements] : [],
	};
}

const cases: ReadonlyArray<
	readonly [
		what: string,
		inspection: StatesInspection,
		expectation: Expectation,
		outcome: StatesVerdict['outcome'],
		clauses: readonly string[],
	]
> = [
	[
		'committed, and all is there',
		found(3),
		transaction(3, true),
		'committed whole',
		['the data are as 3 of 3 statements leave them'],
	],
	[
		'one statement was skipped',
		found(2),
		transaction(2, true),
		'committed whole',
		['the data are as 2 of 3 statements leave them'],
	],
	[
		'rolled back',
		found(0),
		transaction(3, false),
		'rolled back whole',
		['the data are as before'],
	],
	[
		'committed, and nothing is there',
		found(0),
		transaction(3, true),
		'rolled back whole',
		['the data are as before', 'although COMMIT returned OK'],
	],
	[
		'COMMIT was not answered, and all is there',
		found(3),
		transaction(3, false),
		'committed whole',
		[
			'the data are as 3 of 3 statements leave them',
			'although the client saw an error',
		],
	],
	[
		'statements that commit themselves: two of three are there',
		found(2),
		transaction(3, false),
		'PARTIAL',
		[
			'the data are as 2 of 3 statements leave them',
			'although the client saw an error',
		],
	],
	[
		'like no number of whole statements',
		found(),
		transaction(3, false),
		'PARTIAL',
		[
			'the data are neither as before nor as any number of whole statements leaves them',
		],
	],
	[
		'the same, and why',
		{...found(), withoutTransactions: ['shop.m (MyISAM)']},
		transaction(3, false),
		'PARTIAL',
		[
			'the data are neither as before nor as any number of whole statements leaves them',
			'shop.m (MyISAM) has no transactions',
		],
	],
	[
		'a statement that changes nothing, committed',
		found(0, 1, 2, 3),
		transaction(3, true),
		'committed whole',
		[
			'the data are as 3 of 3 statements leave them',
			'which the statement does not change',
		],
	],
	[
		'a statement that changes nothing, rolled back',
		found(0, 1, 2, 3),
		transaction(3, false),
		'rolled back whole',
		['the data are as before', 'which the statement does not change'],
	],
	[
		'each of them changes the same: the last one counts',
		found(1, 2, 3),
		transaction(3, true),
		'committed whole',
		['the data are as 3 of 3 statements leave them'],
	],
	[
		'autocommit: those that were answered are there',
		found(1),
		autocommit(1, true),
		'committed whole',
		['the data are as 1 of 3 statements leave them'],
	],
	[
		'autocommit: the one that was not answered is there too',
		found(2),
		autocommit(1, true),
		'committed whole',
		[
			'the data are as 2 of 3 statements leave them',
			'although the client saw an error',
		],
	],
	[
		'autocommit: one that was answered is missing',
		found(1),
		autocommit(2, false),
		'PARTIAL',
		['the data are as 1 of 3 statements leave them'],
	],
	[
		'autocommit: none was answered, none is there',
		found(0),
		autocommit(0, true),
		'rolled back whole',
		['the data are as before'],
	],
];

for (const [what, inspection, expectation, outcome, clauses] of cases) {
	test(what, t => {
		const verdict = judge(inspection, expectation);
		t.is(verdict.outcome, outcome);
		t.deepEqual(
			verdict.about === 'states' && statesClauses({...verdict, seenBy: '9'}),
			clauses,
		);
	});
}

test('a single statement in words', t => {
	const of = (statements: number | undefined) =>
		statesClauses({
			about: 'states',
			outcome: 'PARTIAL',
			...(statements !== undefined && {statements}),
			expected: 1,
			times: 1,
			contents,
			seenBy: '9',
		});
	t.deepEqual(of(1), ['the data are as the whole statement leaves them']);
	t.deepEqual(of(undefined), [
		'the data are neither as before nor as the whole statement leaves them',
	]);
});
