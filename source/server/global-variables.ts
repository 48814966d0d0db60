import {type Connection} from 'mysql2';
import {printable} from '../printable.js';
import {queryPromptly} from './query-promptly.js';

/** The values of variables as text that a terminal can show, by their names in lower case. */
export type Variables = ReadonlyMap<string, string>;

/**
Reads global variables with SHOW VARIABLES, because a variable that the server does not have is not an error there: it is absent. No privilege is needed.

@throws mysql2's error.
*/
export async function readGlobalVariables(
	connection: Connection,
	names: readonly string[],
): Promise<Variables> {
	return readVariables(connection, 'GLOBAL', names);
}

/**
Like {@link readGlobalVariables}, for the connection's own session.

@throws mysql2's error.
*/
export async function readSessionVariables(
	connection: Connection,
	names: readonly string[],
): Promise<Variables> {
	return readVariables(connection, 'SESSION', names);
}

async function readVariables(
	connection: Connection,
	scope: 'GLOBAL' | 'SESSION',
	names: readonly string[],
): Promise<Variables> {
	const rows = await queryPromptly(
		connection,
		`SHOW ${scope} VARIABLES WHERE Variable_name IN (${names.map(() => '?').join(', ')})`,
		names,
	);
	return new Map(
		rows.map(row => [
			String(row['Variable_name']).toLowerCase(),
			printable(String(row['Value'])),
		]),
	);
}
