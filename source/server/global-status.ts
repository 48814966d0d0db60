import {type Connection} from 'mysql2';
import {printable} from '../printable.js';
import {queryPromptly} from './query-promptly.js';

/**
Reads global status variables as text that a terminal can show, by their names in lower case; one that the server does not have is absent. No privilege is needed.

@throws mysql2's error.
*/
export async function readGlobalStatus(
	connection: Connection,
	names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const rows = await queryPromptly(
		connection,
		`SHOW GLOBAL STATUS WHERE Variable_name IN (${names.map(() => '?').join(', ')})`,
		names,
	);
	return new Map(
		rows.map(row => [
			String(row['Variable_name']).toLowerCase(),
			printable(String(row['Value'])),
		]),
	);
}
