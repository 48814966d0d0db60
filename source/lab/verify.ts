import {type Connection} from 'mysql2';
import {query, readConnectionId} from '../server/connect.js';
import {type StoredRow, type Verdict} from './events.js';
import {type Expectation} from './expectation.js';
import {type LabTable} from './table.js';

/**
Compares digests as bytes. As texts they may have collations that the server refuses to mix: error 1267 on MariaDB [measured].
*/
export const hashIsEqual = 'UNHEX(SHA2(file_data, 256)) = UNHEX(file_hash)';

/**
Reads what the table holds, in one statement and so at one moment, and has the server compare every SHA-256.

To be called when the thread and its transaction are gone; before that, a rollback may still be running.

@param options.expected - The rows that the run may have left.
@param options.awaitsLocks - For an account that can't see transactions: reads with locks, and so waits until the locks of a rollback that is still running are released.

@throws mysql2's error, when the connection is lost.
*/
export async function readVerdict(
	connection: Connection,
	table: Pick<LabTable, 'sql'>,
	{expected, awaitsLocks}: {expected: Expectation; awaitsLocks: boolean},
): Promise<Verdict> {
	const rows = await query(
		connection,
		`SELECT id, file_name, LENGTH(file_data) AS bytes, file_hash,
			${hashIsEqual} AND LENGTH(file_data) = file_size AS equal
		FROM ${table.sql} ORDER BY id ${awaitsLocks ? 'LOCK IN SHARE MODE' : ''}`,
	);
	const seenBy = await readConnectionId(connection);

	return judge(
		rows.map(row => ({
			id: String(row['id']),
			fileName: String(row['file_name']),
			size: Number(row['bytes']),
			fileHash: String(row['file_hash']),
			equal: Number(row['equal']) === 1,
		})),
		expected,
		seenBy,
	);
}

/** All or nothing: every row with equal bytes, or no row at all. Anything between is `PARTIAL`. Under autocommit each row is a transaction of its own: all that were answered with OK must be there. An empty table is rolled back whole, also when there was nothing to commit. */
export function judge(
	rows: readonly StoredRow[],
	expectation: Expectation,
	seenBy: string,
): Verdict {
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
