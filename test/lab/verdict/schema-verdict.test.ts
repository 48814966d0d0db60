import test from 'ava';
import {type SchemaVerdict} from '../../../source/lab/events/events.js';
import {type Expectation} from '../../../source/lab/verdict/expectation.js';
import {type SchemaInspection} from '../../../source/lab/verdict/inspection.js';
import {judge} from '../../../source/lab/verdict/verdict.js';

const whole: SchemaInspection = {
	about: 'schema',
	definition: 'after',
	rows: {there: 1000, intact: 1000, expected: 1000},
	remains: {type: 'seen', names: []},
	contents: {columns: [], rows: []},
};

/** The target returned OK, or not. */
function answered(isOk: boolean): Expectation {
	return {type: 'autocommit', steps: isOk ? [0] : [], unanswered: []};
}

const hidden = {type: 'hidden', why: 'denied'} as const;

const cases: ReadonlyArray<
	readonly [
		what: string,
		change: Partial<SchemaInspection>,
		isOk: boolean,
		expected: Partial<SchemaVerdict>,
	]
> = [
	['the new definition, and OK', {}, true, {outcome: 'committed whole'}],
	[
		'the new definition without an OK',
		{},
		false,
		{outcome: 'committed whole', isUnanswered: true},
	],
	[
		'the old definition after an error',
		{definition: 'before'},
		false,
		{outcome: 'rolled back whole'},
	],
	[
		'the old definition after an OK',
		{definition: 'before'},
		true,
		{outcome: 'rolled back whole', isForgotten: true},
	],
	[
		'a row too few',
		{definition: 'before', rows: {there: 999, intact: 999, expected: 1000}},
		false,
		{outcome: 'PARTIAL', there: 999},
	],
	[
		'a row too many',
		{rows: {there: 1001, intact: 1000, expected: 1000}},
		true,
		{outcome: 'PARTIAL'},
	],
	[
		'a damaged row',
		{rows: {there: 1000, intact: 999, expected: 1000}},
		true,
		{outcome: 'PARTIAL', intact: 999},
	],
	[
		'a copy that is left',
		{definition: 'before', remains: {type: 'seen', names: ['#sql-1_2']}},
		false,
		{outcome: 'PARTIAL'},
	],
	[
		'an account that can’t see what is left',
		{remains: hidden},
		true,
		{outcome: 'committed whole', remains: hidden},
	],
];

for (const [what, change, isOk, expected] of cases) {
	test(`a change of the definition: ${what}`, t => {
		const verdict = judge({...whole, ...change}, answered(isOk));
		t.like(verdict, {about: 'schema', ...expected});
		t.is('isForgotten' in verdict, 'isForgotten' in expected);
		t.is('isUnanswered' in verdict, 'isUnanswered' in expected);
	});
}

test("other people's rows are named beside it", t => {
	const foreign = {number: 1, rows: []};
	t.deepEqual(judge({...whole, foreign}, answered(true)).foreign, foreign);
});
