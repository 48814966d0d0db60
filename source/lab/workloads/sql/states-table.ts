import {type Connection} from 'mysql2';
import {literal} from '../../../server/literal.js';
import {queryPromptly} from '../../../server/query-promptly.js';
import {type TableDesign} from '../../own-table/table-design.js';
import {findForeignRow, isOwn, proofOf} from '../rows/table.js';
import {type States} from './read-states.js';

/** What the control run has found: the state of each table, and of all else that has a definition, after each number of whole statements. */
export const statesTable: TableDesign = {
	name: 'SqlStates',
	columns: [
		'id INT UNSIGNED NOT NULL PRIMARY KEY',
		'step INT UNSIGNED NOT NULL',
		'object VARBINARY(1024) NOT NULL',
		'state VARCHAR(160) CHARACTER SET ascii NOT NULL',
		'proof BINARY(32) NOT NULL',
	],
	definition: [
		'id int unsigned NOT NULL',
		'step int unsigned NOT NULL',
		'object varbinary(1024) NOT NULL',
		'state varchar(160) NOT NULL',
		'proof binary(32) NOT NULL',
		'PRIMARY KEY (id)',
	],
	findStranger: findForeignRow,
};

/** Under what name the clock stands there: no object has it. */
const clockName = '';

/** How many rows one statement writes. */
const rowsAtOnce = 500;

/**
Writes the states after 0, 1, 2 and so many whole statements.

@param table - Its name, quoted.
@param clock - The clock that they were made with, in seconds since 1970.
@throws mysql2's error.
*/
export async function writeStates(
	connection: Connection,
	table: string,
	states: readonly States[],
	clock: number,
): Promise<void> {
	const rows = [
		{step: 0, object: clockName, state: String(clock)},
		...states.flatMap((after, step) =>
			[...after].map(([object, state]) => ({step, object, state})),
		),
	].map(
		({step, object, state}, index) =>
			`(${index + 1}, ${step}, ${literal(object)}, ${literal(state)}, ${proofOf(String(index + 1))})`,
	);
	for (let from = 0; from < rows.length; from += rowsAtOnce) {
		await queryPromptly(
			connection,
			`INSERT INTO ${table} VALUES ${rows.slice(from, from + rowsAtOnce).join(', ')}`,
		);
	}
}

/** What stands there. */
export type WrittenStates = {
	readonly states: readonly States[];
	/** The clock that they were made with, in seconds since 1970. */
	readonly clock: number;
};

/**
Reads them again, and only what the lab has written.

@param table - Its name, quoted.
@returns No states, if the run has ended before they were written.
@throws mysql2's error.
*/
export async function readWrittenStates(
	connection: Connection,
	table: string,
): Promise<WrittenStates> {
	const rows = await queryPromptly(
		connection,
		`SELECT step, CONVERT(object USING utf8mb4) AS object, state FROM ${table} WHERE ${isOwn} ORDER BY id`,
	);
	const states: Array<Map<string, string>> = [];
	let clock = 0;
	for (const row of rows) {
		if (String(row['object']) === clockName) {
			clock = Number(row['state']);
			continue;
		}

		const step = Number(row['step']);
		const after = states[step] ?? new Map<string, string>();
		states[step] = after;
		after.set(String(row['object']), String(row['state']));
	}

	return {states, clock};
}
