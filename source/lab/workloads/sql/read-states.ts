import {createHash} from 'node:crypto';
import {type Connection} from 'mysql2';
import {quoted} from '../../../server/literal.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type StoredNames} from '../../own-table/stored-names.js';
import {
	listObjects,
	objectName,
	quotedObject,
	type SchemaObject,
} from './list-objects.js';

/** What there is, by its name, and its state: its definition, and of a table its rows. Two equal states are the same data, as far as checksums tell. */
export type States = ReadonlyMap<string, string>;

/**
Reads the state of everything that a user's statements can have made.

@param own - The lab's table, which is left out.
@throws mysql2's error.
*/
export async function readStates(
	connection: Connection,
	own: StoredNames,
): Promise<States> {
	const states = new Map<string, string>();
	for (const object of await listObjects(connection, own)) {
		states.set(objectName(object), await readState(connection, object));
	}

	return states;
}

/** The rows that a state has; absent: it is not that of a table. Pure. */
export function rowsIn(state: string | undefined): number | undefined {
	const [, rows] = state?.split(' ') ?? [];
	return rows === undefined ? undefined : Number(rows);
}

async function readState(
	connection: Connection,
	object: SchemaObject,
): Promise<string> {
	const definition = await readDefinition(connection, object);
	return object.kind === 'TABLE'
		? `${definition} ${await readRows(connection, object)}`
		: definition;
}

/** Columns of SHOW CREATE that say when, and not what. */
const times = new Set(['Created']);

/** A hash of what SHOW CREATE says. The next number of an AUTO_INCREMENT column is left out: no rollback takes it back [manual]. */
async function readDefinition(
	connection: Connection,
	object: SchemaObject,
): Promise<string> {
	const [row = {}] = await queryPromptly(
		connection,
		`SHOW CREATE ${object.kind} ${quotedObject(object)}`,
	);
	const text = Object.entries(row)
		.filter(([column]) => !times.has(column))
		.map(([, value]) => String(value))
		.join('\n')
		.replaceAll(/ AUTO_INCREMENT=\d+/g, '');
	return createHash('md5').update(text).digest('hex');
}

/**
Counts the rows and sums a hash of each, so that their order does not matter.

Columns that count by themselves are left out, and those that are computed, maybe from them: a statement that is interrupted and runs again gets other numbers, and its rows are whole all the same. The servers' CHECKSUM TABLE can't leave out any.
*/
async function readRows(
	connection: Connection,
	{schema, name = ''}: SchemaObject,
): Promise<string> {
	const columns = await queryPromptly(
		connection,
		'SELECT COLUMN_NAME AS name, EXTRA AS extra FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION',
		[schema, name],
	);
	const hashed = columns
		.filter(
			({extra}) =>
				!/auto_increment|(?:virtual|stored|persistent) generated/i.test(
					String(extra),
				),
		)
		.map(column => `IFNULL(${hashOf(quoted(String(column['name'])))}, '-')`);
	const [row] = await queryPromptly(
		connection,
		`SELECT CAST(COUNT(*) AS CHAR) AS number, CAST(COALESCE(SUM(CAST(CONV(LEFT(${hashOf(`CONCAT(${["''", ...hashed].join(', ')})`)}, 15), 16, 10) AS UNSIGNED)), 0) AS CHAR) AS checksum FROM ${quotedObject({kind: 'TABLE', schema, name})}`,
	);
	return `${String(row?.['number'])} ${String(row?.['checksum'])}`;
}

/** A hash in hexadecimal digits, as SQL. MySQL 9.7 has neither MD5() nor SHA1() any more [measured]. */
function hashOf(sql: string): string {
	return `SHA2(${sql}, 256)`;
}
