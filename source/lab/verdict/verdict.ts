import {type Connection} from 'mysql2';
import {readConnectionId} from '../../server/connection-id.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {type Foreign, type StoredRow, type Verdict} from '../events/events.js';
import {type LabTable} from '../own-table/own-table.js';
import {type Expectation} from './expectation.js';

/**
Compares digests as bytes. As texts they might have collations that the server refuses to mix: error 1267 on MariaDB [measured].
*/
export const hashIsEqual = 'UNHEX(SHA2(file_data, 256)) = UNHEX(file_hash)';

/**
Reads what the table holds, in one statement and so at one moment, and has the server compare every SHA-256.

To be called when the thread and its transaction are gone; before that, a rollback may still be running.

@param options.expected - The rows that the run may have left.
@param options.hashes - Those of the run's files, by which it recognises its rows.
@param options.awaitsLocks - For an account that can't see transactions: reads with locks, and so waits until the locks of a rollback that is still running are released.

@throws mysql2's error, when the connection is lost.
*/
export async function readVerdict(
	connection: Connection,
	table: Pick<LabTable, 'sql'>,
	{
		expected,
		hashes,
		awaitsLocks,
	}: {
		expected: Expectation;
		hashes: ReadonlySet<string>;
		awaitsLocks: boolean;
	},
): Promise<Verdict> {
	const rows = await queryPromptly(
		connection,
		`SELECT id, file_name, LENGTH(file_data) AS bytes, file_hash,
			${hashIsEqual} AND LENGTH(file_data) = file_size AS equal
		FROM ${table.sql} ORDER BY id ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}`,
	);
	const seenBy = await readConnectionId(connection);

	const {own, foreign} = divide(
		rows.map(row => ({
			id: String(row['id']),
			fileName: String(row['file_name']),
			size: Number(row['bytes']),
			fileHash: String(row['file_hash']),
			equal: Number(row['equal']) === 1,
		})),
		hashes,
	);
	return {...judge(own, expected, seenBy), ...(foreign && {foreign})};
}

/**
Reads the lab's table, and proves that it is the lab's: before, because no other table is evidence, and after, because somebody may have replaced it meanwhile.

A table that was recreated since the run began in the lab's own form is evidence only if it contains the run's rows: nobody else has those.

@throws mysql2's error, when the connection is lost.
*/
export async function readProvenVerdict(
	connection: Connection,
	table: Pick<LabTable, 'sql' | 'findDoubt'>,
	options: Parameters<typeof readVerdict>[2],
): Promise<Verdict> {
	const before = await table.findDoubt();
	if (before?.type === 'not-proved') {
		return {outcome: 'unknown', reason: before.why};
	}

	const verdict = await readVerdict(connection, table, options);
	const after = await table.findDoubt();
	return after === undefined ||
		(after.type === 'made-anew' && verdict.outcome === 'committed whole')
		? verdict
		: {outcome: 'unknown', reason: after.why};
}

/** The most foreign rows that are listed one by one. */
const mostTold = 20;

/**
Separates the rows of a run from those that others have put into the table: nobody else has the SHA-256 of its random files, and of two rows with the same one the second is somebody's copy. Pure.

@param hashes - Those of the run's files.
*/
export function divide(
	rows: readonly StoredRow[],
	hashes: ReadonlySet<string>,
): {readonly own: readonly StoredRow[]; readonly foreign?: Foreign} {
	const left = new Set(hashes);
	const own: StoredRow[] = [];
	const foreign: StoredRow[] = [];
	for (const row of rows) {
		(left.delete(row.fileHash) ? own : foreign).push(row);
	}

	return {
		own,
		...(foreign.length > 0 && {
			foreign: {number: foreign.length, rows: foreign.slice(0, mostTold)},
		}),
	};
}

/** All or nothing: every row with equal bytes, or no row at all. Anything between is `PARTIAL`. Under autocommit each row is its own transaction: all that were answered with OK must be there. An empty table is rolled back whole, even if there was nothing to commit. */
export function judge(
	rows: readonly StoredRow[],
	expectation: Expectation,
	seenBy: string,
): Exclude<Verdict, {readonly outcome: 'unknown'}> {
	const found = new Set(rows.map(({fileName}) => fileName));
	const surprising =
		expectation.type === 'autocommit'
			? expectation.unanswered.filter(name => found.has(name))
			: [];
	const expected = [...expectation.names, ...surprising];
	const isWhole =
		rows.length === expected.length &&
		expected.every(name => found.has(name)) &&
		rows.every(({equal}) => equal);
	const isNothing =
		rows.length === 0 &&
		(expectation.type === 'transaction' || expected.length === 0);

	if (isNothing) {
		return {
			outcome: 'rolled back whole',
			rows,
			expected: expected.length,
			unanswered: 0,
			...(expectation.type === 'transaction' &&
				expectation.isAnswered &&
				expected.length > 0 && {isForgotten: true}),
			seenBy,
		};
	}

	const isUnanswered =
		expectation.type === 'transaction' && !expectation.isAnswered;
	return {
		outcome: isWhole ? 'committed whole' : 'PARTIAL',
		rows,
		expected: expected.length,
		unanswered: isUnanswered ? rows.length : surprising.length,
		seenBy,
	};
}
