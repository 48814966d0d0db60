import {createHash} from 'node:crypto';
import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {readStoredNames, type StoredNames} from './stored-names.js';
import {placeName, type TablePlace} from './table-design.js';

/** A server takes a moment to release what a closed connection held: a lab waits this long, in seconds, for the one before it. */
const lockWait = 2;

/**
The named lock that a lab holds for as long as it uses a table: one for each table, however its name is spelled. A hash, because MySQL's lock names ignore case and have at most 64 characters, and MariaDB's keep their case [measured].
*/
export function lockName({schema, table}: StoredNames): string {
	const hash = createHash('sha256').update(`${schema}\n${table}`).digest('hex');
	return `kill-lab ${hash.slice(0, 48)}`;
}

/**
Takes the lock that keeps two labs off one table; the connection holds it as long as it lives.

@throws {Refusal} when another lab holds it; mysql2's error.
*/
export async function takeLock(
	connection: Connection,
	place: TablePlace,
): Promise<void> {
	const lock = lockName(await readStoredNames(connection, place));
	const [row] = await queryPromptly(
		connection,
		'SELECT GET_LOCK(?, ?) AS taken, CAST(IS_USED_LOCK(?) AS CHAR) AS holder',
		[lock, lockWait, lock],
	);
	if (String(row?.['taken']) !== '1') {
		throw new Refusal(
			`Another kill-lab (connection ${String(row?.['holder'])}) is using ${placeName(place)}. Wait for it to end, or name another schema with --database.`,
		);
	}
}

/** Releases the lock: another lab may use the table from now on. Does nothing if this connection does not hold it. @throws mysql2's error. */
export async function releaseLock(
	connection: Connection,
	place: TablePlace,
): Promise<void> {
	await queryPromptly(connection, 'DO RELEASE_LOCK(?)', [
		lockName(await readStoredNames(connection, place)),
	]);
}

/** Who uses the table at the moment: the id of a lab's connection. @throws mysql2's error. */
export async function findUser(
	connection: Connection,
	place: TablePlace,
): Promise<string | undefined> {
	const [row] = await queryPromptly(
		connection,
		'SELECT CAST(IS_USED_LOCK(?) AS CHAR) AS holder',
		[lockName(await readStoredNames(connection, place))],
	);
	return row?.['holder'] === null ? undefined : String(row?.['holder']);
}
