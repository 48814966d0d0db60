import {type Connection} from 'mysql2';
import {query} from '../../../server/statement.js';
import {printable} from '../../../printable.js';
import {type OwnRows} from '../../own-table/table-design.js';
import {isProven} from './row-proof.js';

/** Rows are read in portions of this many: somebody may have put millions there. */
const portion = 1000;

/**
Looks for a row in the lab's table that the lab has not written, and names it.

@param options.isWaiting - Waits for transactions that have uncommitted rows there.
@returns A clause that names the first one; absent: all rows are the lab's.
@throws mysql2's error.
*/
export async function findStranger(
	connection: Connection,
	sql: string,
	own: OwnRows,
	{isWaiting}: {readonly isWaiting: boolean},
): Promise<string | undefined> {
	const seen = new Set<string>();
	for (let after = '0'; ;) {
		const rows = await query(
			connection,
			`SELECT CAST(id AS CHAR) AS id, file_name, file_size, file_type, file_hash FROM ${sql} WHERE id > ${after} ORDER BY id LIMIT ${portion}${isWaiting ? ' LOCK IN SHARE MODE' : ''}`,
		);
		for (const row of rows) {
			const hash = String(row['file_hash']);
			const isOwn =
				isProven({
					fileName: String(row['file_name']),
					fileSize: Number(row['file_size']),
					fileType: String(row['file_type']),
					fileHash: hash,
				}) &&
				// A second one is somebody's copy.
				(own === 'any lab' || (own.has(hash) && !seen.has(hash)));
			if (!isOwn) {
				return `a row in it is not the lab's (id ${String(row['id'])}, ${JSON.stringify(printable(String(row['file_name'])))})`;
			}

			seen.add(hash);
		}

		const last = rows.at(-1);
		if (last === undefined || rows.length < portion) {
			return undefined;
		}

		after = String(last['id']);
	}
}
