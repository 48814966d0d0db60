import {type Connection} from 'mysql2';
import {quoted} from '../../../server/literal.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type StoredNames} from '../../own-table/stored-names.js';

/** Something that a user's statements can make, and that has a definition. */
export type SchemaObject = {
	/** As SHOW CREATE and DROP call it, such as `TABLE`. */
	readonly kind: string;
	readonly schema: string;
	/** Absent: it is the schema itself. */
	readonly name?: string;
};

/** Whose objects are the server's own. */
const isOfUser = (column: string) =>
	`LOWER(${column}) NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')`;

/** Where the servers list them: with triggers last, so that their tables are there. */
const lists: readonly string[] = [
	`SELECT 'DATABASE' AS kind, SCHEMA_NAME AS owner, NULL AS name FROM information_schema.SCHEMATA WHERE ${isOfUser('SCHEMA_NAME')}`,
	`SELECT CASE TABLE_TYPE WHEN 'VIEW' THEN 'VIEW' WHEN 'SEQUENCE' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, TABLE_SCHEMA AS owner, TABLE_NAME AS name FROM information_schema.TABLES WHERE ${isOfUser('TABLE_SCHEMA')}`,
	`SELECT ROUTINE_TYPE AS kind, ROUTINE_SCHEMA AS owner, ROUTINE_NAME AS name FROM information_schema.ROUTINES WHERE ${isOfUser('ROUTINE_SCHEMA')}`,
	`SELECT 'EVENT' AS kind, EVENT_SCHEMA AS owner, EVENT_NAME AS name FROM information_schema.EVENTS WHERE ${isOfUser('EVENT_SCHEMA')}`,
	`SELECT 'TRIGGER' AS kind, TRIGGER_SCHEMA AS owner, TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE ${isOfUser('TRIGGER_SCHEMA')}`,
];

/**
Lists all that is not the server's own, besides one table.

@param own - The lab's table.
@throws mysql2's error.
*/
export async function listObjects(
	connection: Connection,
	own: StoredNames,
): Promise<readonly SchemaObject[]> {
	const objects: SchemaObject[] = [];
	for (const list of lists) {
		const rows = await queryPromptly(connection, list);
		for (const {kind, owner, name} of rows) {
			const object = {
				kind: String(kind),
				schema: String(owner),
				...(name !== null && {name: String(name)}),
			};
			if (!isSame(object, own)) {
				objects.push(object);
			}
		}
	}

	return objects;
}

/** Some servers store the names in lower case, others only compare them so. */
function isSame({kind, schema, name}: SchemaObject, own: StoredNames): boolean {
	return (
		kind === 'TABLE' &&
		schema.toLowerCase() === own.schema.toLowerCase() &&
		name?.toLowerCase() === own.table.toLowerCase()
	);
}

/** An object as a person writes it: `shop.orders`, `procedure shop.pay`. Pure. */
export function objectName({kind, schema, name}: SchemaObject): string {
	const words = name === undefined ? schema : `${schema}.${name}`;
	return kind === 'TABLE' ? words : `${kind.toLowerCase()} ${words}`;
}

/** Its name, quoted. Pure. */
export function quotedObject({schema, name}: SchemaObject): string {
	return name === undefined
		? quoted(schema)
		: `${quoted(schema)}.${quoted(name)}`;
}
