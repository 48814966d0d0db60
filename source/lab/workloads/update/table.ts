import {query} from '../../../server/statement.js';
import {type TableDesign} from '../../own-table/table-design.js';
import {updateFacts} from './facts.js';

/** Makes sure that nobody produces the proof of a row by chance. */
const seal = 'd0c5f4a18b7e4b52a4a7c9d15e6f3b20';

/** What proves that a lab wrote a row, as SQL: a hash of its id. As bytes, since texts might have collations that the server refuses to mix. @param id - SQL of the id. */
export function proofOf(id: string): string {
	return `UNHEX(SHA2(CONCAT('${seal}', ${id}), 256))`;
}

/** A table without further indexes. */
export const updateTable: TableDesign = {
	name: updateFacts.tableName,
	columns: [
		'id INT UNSIGNED NOT NULL PRIMARY KEY',
		'version INT UNSIGNED NOT NULL',
		'payload CHAR(200) CHARACTER SET ascii NOT NULL',
		'proof BINARY(32) NOT NULL',
	],
	definition: [
		'id int unsigned NOT NULL',
		'version int unsigned NOT NULL',
		'payload char(200) NOT NULL',
		'proof binary(32) NOT NULL',
		'PRIMARY KEY (id)',
	],
	async findStranger(connection, sql, _own, {isWaiting}) {
		const [row] = await query(
			connection,
			`SELECT CAST(id AS CHAR) AS id FROM ${sql} WHERE proof <> ${proofOf('id')} ORDER BY id LIMIT 1${isWaiting ? ' LOCK IN SHARE MODE' : ''}`,
		);
		return row
			? `a row in it is not the lab's (id ${String(row['id'])})`
			: undefined;
	},
};
