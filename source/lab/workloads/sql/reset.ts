import {type Connection} from 'mysql2';
import {query} from '../../../server/statement.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type StoredNames} from '../../own-table/stored-names.js';
import {requireThrowaway} from './require-throwaway.js';
import {listObjects, quotedObject, type SchemaObject} from './list-objects.js';

/**
Drops everything that is not the server's own, besides the lab's table and its schema. All that is there was made by a run, since the lab has started the server.

@param own - The lab's table.
@throws {Refusal} on any other server; mysql2's error.
*/
export async function reset(
	connection: Connection,
	own: StoredNames,
): Promise<void> {
	await requireThrowaway(connection);
	await query(connection, 'SET SESSION foreign_key_checks = 0');
	try {
		const isOwnSchema = ({schema}: SchemaObject) =>
			schema.toLowerCase() === own.schema.toLowerCase();
		const objects = await listObjects(connection, own);
		for (const object of objects) {
			const isDropped =
				object.name === undefined
					? !isOwnSchema(object)
					: isOwnSchema(object) && object.kind !== 'TRIGGER';
			if (isDropped) {
				await queryPromptly(
					connection,
					`DROP ${object.kind} ${quotedObject(object)}`,
				);
			}
		}
	} finally {
		await query(connection, 'SET SESSION foreign_key_checks = 1');
	}
}
