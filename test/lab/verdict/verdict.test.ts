import test from 'ava';
import {type Connection} from 'mysql2';
import {type Verdict} from '../../../source/lab/events/events.js';
import {type Expectation} from '../../../source/lab/verdict/expectation.js';
import {type Doubt} from '../../../source/lab/own-table/not-the-labs.js';
import {
	divide,
	judge,
	readProvenVerdict,
	readVerdict,
} from '../../../source/lab/verdict/verdict.js';
import {hash, storedRows} from '../../helpers/story.js';

const cases: ReadonlyArray<
	readonly [
		rows: number,
		unequal: readonly number[],
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

for (const [count, unequal, expected, outcome] of cases) {
	test(`${count} of ${expected} rows, ${unequal.length} unequal: ${outcome}`, t => {
		const rows = storedRows(count, {unequal});
		t.deepEqual(judge(rows, inTransaction(expected, count > 0), '44'), {
			outcome,
			rows,
			expected,
			unanswered: 0,
			seenBy: '44',
		});
	});
}

/** This many files in one transaction. */
function inTransaction(
	files: number,
	isAnswered = true,
): Extract<Expectation, {readonly type: 'transaction'}> {
	const names = storedRows(files).map(({fileName}) => fileName);
	return {type: 'transaction', names, isAnswered};
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
		const names = storedRows(10).map(({fileName}) => fileName);
		const verdict = judge(
			storedRows(count),
			{
				type: 'autocommit',
				names: names.slice(0, answered),
				unanswered: names.slice(answered, answered + 1),
			},
			'44',
		);
		t.like(verdict, {outcome, unanswered});
	});
}

test('a COMMIT without an answer may have committed anyway', t => {
	const expected = inTransaction(3, false);
	t.like(judge(storedRows(3), expected, '44'), {
		outcome: 'committed whole',
		unanswered: 3,
	});
	t.like(judge([], expected, '44'), {
		outcome: 'rolled back whole',
		unanswered: 0,
	});
});

test('an empty table after a COMMIT that was answered with OK is noted in the verdict', t => {
	t.like(judge([], inTransaction(3), '44'), {
		outcome: 'rolled back whole',
		isForgotten: true,
	});
	t.false('isForgotten' in judge([], inTransaction(3, false), '44'));
});

test('an empty table is rolled back whole, however little there was to commit', t => {
	const nothing = {
		outcome: 'rolled back whole',
		rows: [],
		expected: 0,
	} as const;
	for (const expected of [
		inTransaction(0),
		inTransaction(0, false),
		{type: 'autocommit', names: [], unanswered: []} as const,
		{type: 'autocommit', names: [], unanswered: ['a.bin']} as const,
	]) {
		t.deepEqual(judge([], expected, '44'), {
			...nothing,
			unanswered: 0,
			seenBy: '44',
		});
	}
});

test('the rows must be those of the stored files', t => {
	const names = storedRows(3).map(({fileName}) => fileName);
	const rows = storedRows(2);
	t.is(
		judge(
			rows,
			{type: 'transaction', names: names.slice(1), isAnswered: true},
			'44',
		).outcome,
		'PARTIAL',
	);
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

const table = {sql: '`Some``where`.`DataBlobs`'};

test('the rows are read in one statement, whatever types the driver returns', async t => {
	/* eslint-disable @typescript-eslint/naming-convention -- The names of the table's columns. */
	const row = {id: 7, file_name: 'a.bin', bytes: '3', file_hash: hash};
	const {connection, statements} = answering([
		[
			{...row, equal: 1},
			{...row, id: '18446744073709551615', equal: '1', file_hash: 'b'},
			{...row, equal: 0, file_hash: 'c'},
			// What a comparison with NULL gives.
			{...row, equal: null, file_hash: 'd'},
		],
		[idRow],
	]);
	/* eslint-enable @typescript-eslint/naming-convention */
	const verdict = await readVerdict(connection, table, {
		expected: inTransaction(4),
		hashes: new Set([hash, 'b', 'c', 'd']),
		awaitsLocks: false,
	});
	const stored = {id: '7', fileName: 'a.bin', size: 3, fileHash: hash};
	t.deepEqual(verdict, {
		outcome: 'PARTIAL',
		rows: [
			{...stored, equal: true},
			{
				...stored,
				id: '18446744073709551615',
				fileHash: 'b',
				equal: true,
			},
			{...stored, fileHash: 'c', equal: false},
			{...stored, fileHash: 'd', equal: false},
		],
		expected: 4,
		unanswered: 0,
		seenBy: '44',
	});
	t.is(statements.length, 2);
	t.regex(
		statements[0] ?? '',
		/\sFROM `Some``where`\.`DataBlobs` ORDER BY id\s*$/,
	);
	t.is(statements[1], 'SELECT CONNECTION_ID()');
});

test('an account that sees no transactions waits for their locks', async t => {
	const {connection, statements} = answering([[], [idRow]]);
	const options = {
		expected: inTransaction(4, false),
		hashes: new Set<string>(),
		awaitsLocks: true,
	};
	t.deepEqual(await readVerdict(connection, table, options), {
		outcome: 'rolled back whole',
		rows: [],
		expected: 4,
		unanswered: 0,
		seenBy: '44',
	});
	t.regex(statements[0] ?? '', /\sORDER BY id LOCK IN SHARE MODE$/);
});

test("somebody else's row is reported beside the verdict, which is on the run's own rows", async t => {
	/* eslint-disable @typescript-eslint/naming-convention -- The names of the table's columns. */
	const row = {id: 1, file_name: 'random_file-0.bin', bytes: 3, equal: 1};
	const {connection} = answering([
		[
			{...row, file_hash: hash},
			{...row, id: 2, file_hash: 'b'},
		],
		[idRow],
	]);
	/* eslint-enable @typescript-eslint/naming-convention */
	const verdict = await readVerdict(connection, table, {
		expected: inTransaction(1),
		hashes: new Set([hash]),
		awaitsLocks: false,
	});
	const stored = {fileName: 'random_file-0.bin', size: 3, equal: true};
	t.deepEqual(verdict, {
		outcome: 'committed whole',
		rows: [{...stored, id: '1', fileHash: hash}],
		expected: 1,
		unanswered: 0,
		seenBy: '44',
		foreign: {number: 1, rows: [{...stored, id: '2', fileHash: 'b'}]},
	});
});

test('of many foreign rows the number and the first 20 are reported', t => {
	const rows = storedRows(21);
	t.deepEqual(divide(rows, new Set()), {
		own: [],
		foreign: {number: 21, rows: rows.slice(0, 20)},
	});
});

test("rows that are not the run's are separated, and a copy is one of them", t => {
	const rows = storedRows(3).map((row, index) => ({
		...row,
		fileHash: ['a', 'b', 'a'][index] ?? '',
	}));
	t.deepEqual(divide(rows, new Set(['a'])), {
		own: rows.slice(0, 1),
		foreign: {number: 2, rows: rows.slice(1)},
	});
	t.deepEqual(divide(rows.slice(0, 1), new Set(['a', 'b'])), {
		own: rows.slice(0, 1),
	});
});

const notProved: Doubt = {type: 'not-proved', why: 'it is theirs'};
const madeAnew: Doubt = {type: 'made-anew', why: 'somebody made it anew'};

for (const [what, rows, doubts, outcome, statements] of [
	['the same table', 0, [undefined, undefined], 'rolled back whole', 2],
	['another table before', 0, [notProved], 'it is theirs', 0],
	['another table after', 1, [undefined, notProved], 'it is theirs', 2],
	['recreated', 0, [madeAnew, madeAnew], 'somebody made it anew', 2],
	['recreated, with the run’s rows', 1, [madeAnew, madeAnew], 'whole', 2],
] as const) {
	test(`a verdict is read only from a table that is proven to be the lab's: ${what}`, async t => {
		/* eslint-disable @typescript-eslint/naming-convention -- The names of the table's columns. */
		const row = {
			id: 1,
			file_name: 'random_file-0.bin',
			bytes: 3,
			file_hash: hash,
			equal: 1,
		};
		/* eslint-enable @typescript-eslint/naming-convention */
		const {connection, statements: asked} = answering([
			Array.from({length: rows}, () => row),
			[idRow],
		]);
		const left = [...doubts];
		const verdict = await readProvenVerdict(
			connection,
			{...table, findDoubt: async () => left.shift()},
			{
				expected: inTransaction(1),
				hashes: new Set([hash]),
				awaitsLocks: false,
			},
		);
		t.regex(
			verdict.outcome === 'unknown' ? verdict.reason : verdict.outcome,
			new RegExp(`${outcome}$`),
		);
		t.is(asked.length, statements);
	});
}
