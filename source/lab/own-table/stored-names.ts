import {type Connection} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {type TablePlace} from './table-design.js';

/** Schema and table as a server compares their names: two names are equal here exactly if they mean the same table there. */
export type StoredNames = {readonly schema: string; readonly table: string};

/**
Asks the server how it compares the names. With `lower_case_table_names` 1 and 2 it compares them in lower case, and its own idea of that: `É` and `é` are one, `ẞ` and `ß` are not [measured: MySQL 9.7, MariaDB 10.11 and 11.8].

@throws mysql2's error.
*/
export async function readStoredNames(
	connection: Connection,
	{schema, design: {name}}: TablePlace,
): Promise<StoredNames> {
	const [row] = await readFolded(connection, schema);
	return String(row?.['folds']) === '0'
		? {schema, table: name}
		: {schema: String(row?.['folded']), table: name.toLowerCase()};
}

/** MariaDB before 10.6 and MySQL before 8.0.30 call the collation otherwise [manual]. */
async function readFolded(connection: Connection, schema: string) {
	const sql = (charset: string) =>
		`SELECT @@GLOBAL.lower_case_table_names AS folds, LOWER(CONVERT(? USING ${charset}) COLLATE ${charset}_general_ci) AS folded`;
	try {
		return await queryPromptly(connection, sql('utf8mb3'), [schema]);
	} catch (error: unknown) {
		if (isConnectionLost(toFailure(error))) {
			throw error;
		}

		return queryPromptly(connection, sql('utf8'), [schema]);
	}
}
