import {type Connection} from 'mysql2';
import {toFailure} from '../../../server/failure.js';
import {type Flavour} from '../../../server/flavour.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type Remains} from '../../events/events.js';
import {type StoredNames} from '../../own-table/stored-names.js';

/** Where InnoDB lists what there is. A copy that MySQL is still making is in the tablespaces alone, and an index that MariaDB is still making has a `?` before its name [measured: MySQL 9.7, MariaDB 10.11 and 11.8]. */
const lists: Readonly<
	Record<
		Flavour,
		{readonly tables: string; readonly spaces: string; readonly indexes: string}
	>
> = {
	mysql: {
		tables: 'INNODB_TABLES',
		spaces: 'INNODB_TABLESPACES',
		indexes: 'INNODB_INDEXES',
	},
	mariadb: {
		tables: 'INNODB_SYS_TABLES',
		spaces: 'INNODB_SYS_TABLESPACES',
		indexes: 'INNODB_SYS_INDEXES',
	},
};

/** ER_SPECIFIC_ACCESS_DENIED_ERROR: no PROCESS privilege. */
const denied = 1227;

/**
Looks for what the ALTER TABLE of a connection has left: its intermediate tables, which have the connection's id at the end of their names, such as `#sql-30a9_c` and `#sql-alter-3968-7` [measured], and an unfinished index of the table.

@throws mysql2's error, when the connection is lost.
*/
export async function findRemains(
	connection: Connection,
	{
		flavour,
		connectionId,
		names,
	}: {
		readonly flavour: Flavour;
		readonly connectionId: string;
		readonly names: StoredNames;
	},
): Promise<Remains> {
	const {tables, spaces, indexes} = lists[flavour];
	const isOfConnection = `NAME REGEXP '/#sql.*[-_]${BigInt(connectionId).toString(16)}$'`;
	try {
		const rows = await queryPromptly(
			connection,
			`SELECT NAME AS name FROM information_schema.${tables} WHERE ${isOfConnection}
			UNION SELECT NAME FROM information_schema.${spaces} WHERE ${isOfConnection}
			UNION SELECT one.NAME FROM information_schema.${indexes} AS one JOIN information_schema.${tables} AS its USING (TABLE_ID) WHERE its.NAME = ? AND one.NAME LIKE ?`,
			[`${names.schema}/${names.table}`, '?%'],
		);
		return {type: 'seen', names: rows.map(row => String(row['name']))};
	} catch (error: unknown) {
		const {errno, message} = toFailure(error);
		if (errno !== denied) {
			throw error;
		}

		return {type: 'hidden', why: message, grant: 'PROCESS ON *.*'};
	}
}
