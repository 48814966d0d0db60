import {type Connection} from 'mysql2';
import {queryPromptly} from './connect.js';
import {printable} from './failure.js';

/** The values of global variables as text that a terminal can show, by their names in lower case. */
export type GlobalVariables = ReadonlyMap<string, string>;

/**
Reads global variables. SHOW VARIABLES is asked, because one that the server does not have is no error there: it is absent. No privilege is needed.

@throws mysql2's error.
*/
export async function readGlobalVariables(
	connection: Connection,
	names: readonly string[],
): Promise<GlobalVariables> {
	const rows = await queryPromptly(
		connection,
		`SHOW GLOBAL VARIABLES WHERE Variable_name IN (${names.map(() => '?').join(', ')})`,
		names,
	);
	return new Map(
		rows.map(row => [
			String(row['Variable_name']).toLowerCase(),
			printable(String(row['Value'])),
		]),
	);
}
