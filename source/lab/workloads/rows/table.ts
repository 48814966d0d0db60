import {query} from '../../../server/statement.js';
import {
	usualEngine,
	type Engine,
	type TableDesign,
} from '../../own-table/table-design.js';

/** Makes sure that nobody produces the proof of a row by chance. */
export const seal = 'd0c5f4a18b7e4b52a4a7c9d15e6f3b20';

/** What proves that a lab wrote a row, as SQL: a hash of its id. As bytes, since texts might have collations that the server refuses to mix. @param id - SQL of the id. */
export function proofOf(id: string): string {
	return `UNHEX(SHA2(CONCAT('${seal}', ${id}), 256))`;
}

/** That a row of the table is a lab's, as SQL. */
export const isOwn = `proof = ${proofOf('id')}`;

/** What a row contains before a run has changed it, and after that. */
export const payloads = {before: 'x', after: 'y'} as const;

/** As long as the column. */
export const payloadLength = 200;

/** That contents are those that a run writes, as SQL. */
export const isWritten = `payload = REPEAT('${payloads.after}', LENGTH(payload))`;

/** That a row is as it was before a run, as SQL. */
export const isFilled = `version = 0 AND payload = REPEAT('${payloads.before}', LENGTH(payload))`;

/** The contents that a run writes, as SQL. */
export const writtenPayload = payloadOf('after');

function payloadOf(when: keyof typeof payloads): string {
	return `REPEAT('${payloads[when]}', ${payloadLength})`;
}

/** The values of a row that is there before the run, as SQL. @param id - SQL of the id. */
export function filledValues(id: string): string {
	return `${id}, 0, ${payloadOf('before')}, ${proofOf(id)}`;
}

/** The values of a row that the run writes, as SQL. @param id - SQL of the id. */
export function writtenValues(id: string): string {
	return `${id}, 1, ${writtenPayload}, ${proofOf(id)}`;
}

/** The columns that every table of numbered rows has, in the order of `filledValues` and `writtenValues`. */
export const rowColumns = 'id, version, payload, proof';

/**
A table of numbered rows. `version` counts how often a run has written a row.

@param keys - Its further keys, as SHOW CREATE TABLE has them without quotes.
@param columns - Its further columns, in the same way.
*/
export function rowsTable(
	name: string,
	keys: readonly string[] = [],
	engine: Engine = usualEngine,
	columns: readonly string[] = [],
): TableDesign {
	return {
		name,
		engine,
		columns: [
			'id INT UNSIGNED NOT NULL PRIMARY KEY',
			'version INT UNSIGNED NOT NULL',
			`payload CHAR(${payloadLength}) CHARACTER SET ascii NOT NULL`,
			'proof BINARY(32) NOT NULL',
			...columns,
			...keys,
		],
		definition: [
			'id int unsigned NOT NULL',
			'version int unsigned NOT NULL',
			`payload char(${payloadLength}) NOT NULL`,
			'proof binary(32) NOT NULL',
			...columns,
			'PRIMARY KEY (id)',
			...keys,
		],
		findStranger: findForeignRow,
	};
}

/** Looks for a row that no lab wrote. */
export const findForeignRow: TableDesign['findStranger'] = async (
	connection,
	sql,
	_own,
	{isWaiting},
) => {
	const [row] = await query(
		connection,
		`SELECT CAST(id AS CHAR) AS id FROM ${sql} WHERE NOT (${isOwn}) ORDER BY id LIMIT 1${isWaiting ? ' LOCK IN SHARE MODE' : ''}`,
	);
	return row
		? `a row in it is not the lab's (id ${String(row['id'])})`
		: undefined;
};

/** The table of the workloads that need no keys but the first. */
export const numberedRows = rowsTable('NumberedRows');

/** The keys of the columns that a run changes. */
const changingKeys = ['KEY version (version)', 'KEY payload (payload)'];

/** The table whose changing columns are both indexed. */
export const indexedRows = rowsTable('IndexedRows', changingKeys);

/** The same without transactions. */
export const myisamRows = rowsTable('MyisamRows', changingKeys, 'MyISAM');

/** Rows with a number each, which the server counts up. */
export const countedRows = rowsTable(
	'CountedRows',
	['KEY number (number)'],
	usualEngine,
	['number int unsigned NOT NULL AUTO_INCREMENT'],
);

/** Rows that refer to others in the same table. Its name is in lower case, as a server may store the names of tables: it stands in the definition of the key too. */
export const children = rowsTable(
	'children',
	[
		'KEY parent (parent)',
		'CONSTRAINT children_parent FOREIGN KEY (parent) REFERENCES children (id)',
	],
	usualEngine,
	['parent int unsigned DEFAULT NULL'],
);
