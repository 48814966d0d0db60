import test from 'ava';
import {type Connection} from 'mysql2';
import {type Verdict} from '../../../source/lab/events/events.js';
import {type Expectation} from '../../../source/lab/verdict/expectation.js';
import {type DataInspection} from '../../../source/lab/verdict/inspection.js';
import {type Doubt} from '../../../source/lab/own-table/not-the-labs.js';
import {judge, reachVerdict} from '../../../source/lab/verdict/verdict.js';

/** The first steps are there, with one row each; some rows are not as they were written. */
function found(
	steps: number,
	{damaged = []}: {readonly damaged?: readonly number[]} = {},
): DataInspection {
	return {
		rowsPerStep: 1,
		found: Array.from({length: steps}, (_, step) => ({
			step,
			rows: 1,
			intact: damaged.includes(step) ? 0 : 1,
		})),
		contents: {columns: [], rows: []},
	};
}

const cases: ReadonlyArray<
	readonly [
		rows: number,
		damaged: readonly number[],
		expected: number,
		outcome: Verdict['outcome'],
	]
> = [
	[0, [], 10, 'rolled back whole'],
	[10, [], 10, 'committed whole'],
	[1, [], 1, 'committed whole'],
	[9, [], 10, 'PARTIAL'],
	[1, [], 10, 'PARTIAL'],
	[11, [], 10, 'PARTIAL'],
	[10, [9], 10, 'PARTIAL'],
	[10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 10, 'PARTIAL'],
];

for (const [count, damaged, expected, outcome] of cases) {
	test(`${count} of ${expected} rows, ${damaged.length} damaged: ${outcome}`, t => {
		t.deepEqual(
			judge(found(count, {damaged}), inTransaction(expected, count > 0)),
			{
				outcome,
				about: 'data',
				there: count,
				intact: count - damaged.length,
				expected,
				contents: {columns: [], rows: []},
				unanswered: 0,
			},
		);
	});
}

/** The first numbers. */
function upTo(steps: number): readonly number[] {
	return Array.from({length: steps}, (_, step) => step);
}

/** This many steps in one transaction. */
function inTransaction(
	steps: number,
	isAnswered = true,
): Extract<Expectation, {readonly type: 'transaction'}> {
	return {type: 'transaction', steps: upTo(steps), isAnswered};
}

const alone: ReadonlyArray<
	readonly [
		rows: number,
		answered: number,
		outcome: Verdict['outcome'],
		unanswered: number,
	]
> = [
	[0, 0, 'rolled back whole', 0],
	[1, 0, 'committed whole', 1],
	[3, 3, 'committed whole', 0],
	[4, 3, 'committed whole', 1],
	[5, 3, 'PARTIAL', 1],
	[2, 3, 'PARTIAL', 0],
	[0, 3, 'PARTIAL', 0],
];

for (const [count, answered, outcome, unanswered] of alone) {
	test(`autocommit, ${count} rows where ${answered} were answered: ${outcome}`, t => {
		const verdict = judge(found(count), {
			type: 'autocommit',
			steps: upTo(answered),
			unanswered: [answered],
		});
		t.like(verdict, {outcome, unanswered});
	});
}

test('a COMMIT without an answer may have committed anyway', t => {
	const expected = inTransaction(3, false);
	t.like(judge(found(3), expected), {
		outcome: 'committed whole',
		unanswered: 3,
	});
	t.like(judge(found(0), expected), {
		outcome: 'rolled back whole',
		unanswered: 0,
	});
});

test('an empty table after a COMMIT that was answered with OK is noted in the verdict', t => {
	t.like(judge(found(0), inTransaction(3)), {
		outcome: 'rolled back whole',
		isForgotten: true,
	});
	t.false('isForgotten' in judge(found(0), inTransaction(3, false)));
});

test('an empty table is rolled back whole, however little there was to commit', t => {
	const nothing = {
		outcome: 'rolled back whole',
		about: 'data',
		there: 0,
		intact: 0,
		expected: 0,
		contents: {columns: [], rows: []},
	} as const;
	for (const expected of [
		inTransaction(0),
		inTransaction(0, false),
		{type: 'autocommit', steps: [], unanswered: []} as const,
		{type: 'autocommit', steps: [], unanswered: [0]} as const,
	]) {
		t.deepEqual(judge(found(0), expected), {
			...nothing,
			unanswered: 0,
		});
	}
});

test('the steps that are there must be those whose targets returned OK', t => {
	t.is(
		judge(found(2), {type: 'transaction', steps: [1, 2], isAnswered: true})
			.outcome,
		'PARTIAL',
	);
});

test('a step of which only some rows are there, or are as they were written, is PARTIAL', t => {
	for (const [rows, intact, outcome] of [
		[5, 5, 'committed whole'],
		[4, 4, 'PARTIAL'],
		[5, 4, 'PARTIAL'],
		[0, 0, 'rolled back whole'],
	] as const) {
		const inspection = {
			...found(0),
			rowsPerStep: 5,
			found: rows === 0 ? [] : [{step: 0, rows, intact}],
		};
		t.like(judge(inspection, inTransaction(1)), {
			outcome,
			there: rows,
			expected: 5,
		});
	}
});

/** What the server answers when it is asked for the connection's id. */
// eslint-disable-next-line @typescript-eslint/naming-convention -- The column's name.
const idRow = {'CONNECTION_ID()': '44'};

/** A connection that answers each statement with the next of these results. */
function answering(
	results: ReadonlyArray<ReadonlyArray<Record<string, unknown>>>,
): {connection: Connection; statements: string[]} {
	const statements: string[] = [];
	const connection = {
		query(sql: string, callback: (error: undefined, rows: unknown) => void) {
			callback(undefined, results[statements.push(sql) - 1]);
		},
	};
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Nothing else is used.
	return {connection: connection as unknown as Connection, statements};
}

const notProved: Doubt = {type: 'not-proved', why: 'it is theirs'};
const madeAnew: Doubt = {type: 'made-anew', why: 'somebody made it anew'};

for (const [what, rows, doubts, outcome, isRead] of [
	['the same table', 0, [undefined, undefined], 'rolled back whole', true],
	['another table before', 0, [notProved], 'it is theirs', false],
	['another table after', 1, [undefined, notProved], 'it is theirs', true],
	['recreated', 0, [madeAnew, madeAnew], 'somebody made it anew', true],
	['recreated, with the run’s rows', 1, [madeAnew, madeAnew], 'whole', true],
] as const) {
	test(`a verdict is read only from a table that is proven to be the lab's: ${what}`, async t => {
		const {connection} = answering([[idRow]]);
		let looks = 0;
		const left = [...doubts];
		const verdict = await reachVerdict(
			connection,
			{findDoubt: async () => left.shift()},
			{
				expected: inTransaction(1),
				async inspect() {
					looks++;
					return found(rows);
				},
			},
		);
		t.regex(
			verdict.outcome === 'unknown' ? verdict.reason : verdict.outcome,
			new RegExp(`${outcome}$`),
		);
		t.is(looks, isRead ? 1 : 0);
	});
}

test("other people's rows are named beside the verdict", t => {
	const foreign = {number: 1, rows: [{cells: [7, 'mine'], isIntact: true}]};
	t.deepEqual(judge({...found(1), foreign}, inTransaction(1)).foreign, foreign);
	t.false('foreign' in judge(found(1), inTransaction(1)));
});

test('a step with more rows than it should have is not whole', t => {
	const inspection = {
		...found(0),
		rowsPerStep: 5,
		found: [{step: 0, rows: 6, intact: 5}],
	};
	t.is(judge(inspection, inTransaction(1)).outcome, 'PARTIAL');
});

test('rows that are missing from a table that was recreated prove nothing', async t => {
	for (const areMissing of [true, undefined]) {
		const {connection} = answering([[idRow]]);

		const {outcome} = await reachVerdict(
			connection,
			{findDoubt: async () => madeAnew},
			{
				expected: inTransaction(1, true),
				inspect: async () => ({
					...found(1),
					...(areMissing && {areMissing}),
				}),
			},
		);
		t.is(outcome, areMissing ? 'unknown' : 'committed whole');
	}
});

for (const [what, expectation] of [
	['a transaction whose client rolled back', inTransaction(1)],
	[
		'a statement that failed under autocommit',
		{type: 'autocommit', steps: [], unanswered: []},
	],
	['a statement that failed before COMMIT', inTransaction(0, true)],
] as const) {
	test(`a part that no transaction undoes is counted against all rows: ${what}`, t => {
		const inspection = {
			...found(0),
			partsStay: true,
			rowsPerStep: 5,
		} as const;
		t.like(
			judge(
				{...inspection, found: [{step: 0, rows: 2, intact: 2}]},
				expectation,
			),
			{outcome: 'PARTIAL', there: 2, expected: 5},
		);
		t.like(
			judge(
				{...inspection, found: [{step: 0, rows: 5, intact: 5}]},
				expectation,
			),
			{outcome: 'committed whole', there: 5, expected: 5},
		);
		t.is(judge(inspection, expectation).outcome, 'rolled back whole');
	});
}
