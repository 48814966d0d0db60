import {type Connection} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {procedureNames} from './choose-route.js';

/**
The kill procedures that the account may execute, without their schema: a server shows it no others [measured].

@throws mysql2's error, when the connection is lost.
*/
export async function readKillProcedures(
	connection: Connection,
): Promise<ReadonlySet<string>> {
	const rows = await queryPromptly(
		connection,
		`SELECT ROUTINE_NAME AS name FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'mysql' AND ROUTINE_NAME IN (${procedureNames.map(name => `'${name}'`).join(', ')})`,
	);
	return new Set(rows.map(row => String(row['name'])));
}
