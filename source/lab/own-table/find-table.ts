import {type Connection, type RowDataPacket} from 'mysql2';
import {queryPromptly} from '../../server/query-promptly.js';
import {printable} from '../../printable.js';
import {toFailure} from '../../server/failure.js';
import {quoted} from '../../server/literal.js';
import {readStoredNames, type StoredNames} from './stored-names.js';
import {
	quotedTable,
	type OwnRows,
	type TablePlace,
	type TriggerDesign,
} from './table-design.js';
import {isLabsTrigger, readTriggers} from './own-trigger.js';
import {judgeShape, type Shape} from './table-shape.js';

/** What exists under the name of the lab's table. */
export type FoundTable = {
	readonly isSchemaThere: boolean;
	readonly names: StoredNames;
} & (
	| {
			readonly table: 'none';
			/** The account may not see whether there is one. */
			readonly isDenied?: true;
	  }
	| {
			readonly table: 'ours';
			/** The lab that created it created its schema as well. */
			readonly isSchemaOurs: boolean;
			/** It has the definition that a run gives to it. */
			readonly isAltered: boolean;
			/** The trigger of its design was looked for, and is not on it. */
			readonly lacksTrigger?: true;
	  }
	| {
			/** Not proven to be the lab's. */
			readonly table: 'theirs';
			/** Why not, as a clause. */
			readonly why: string;
			/** It has a lab's comment, from this version or an older one. */
			readonly isMarked: boolean;
			/** The engine, if that is all that is not the lab's. */
			readonly engine?: string;
	  }
);

/** No table of that name. */
type NoTable = {
	readonly type: 'none';
	/** The account may not see whether there is one. */
	readonly isDenied?: true;
};

/** ER_NO_SUCH_TABLE, ER_BAD_DB_ERROR. */
const noTable = new Set([1146, 1049]);

/** ER_DBACCESS_DENIED_ERROR, ER_TABLEACCESS_DENIED_ERROR: to an account without privileges there a table seems not to exist; CREATE TABLE shows the truth. */
const denied = new Set([1044, 1142]);

/**
Looks, as far as the account can see, and changes nothing.

@param options.own - Whose rows may be in it; `anybody`: neither rows nor triggers are looked at.
@param options.isWaiting - Waits for transactions that have uncommitted rows there.
@throws mysql2's error.
*/
export async function findTable(
	connection: Connection,
	place: TablePlace,
	{
		own = 'any lab',
		isWaiting = false,
	}: {readonly own?: OwnRows | 'anybody'; readonly isWaiting?: boolean} = {},
): Promise<FoundTable> {
	const names = await readStoredNames(connection, place);
	const found = {
		names,
		isSchemaThere: await isSchemaThere(connection, names.schema),
	};
	const sql = quotedTable(place);
	const shape = await readShape(connection, place);
	if (shape.type === 'none') {
		const {isDenied} = shape;
		return {...found, table: 'none', ...(isDenied && {isDenied})};
	}

	if (shape.type === 'theirs') {
		const {why, isMarked, engine} = shape;
		return {
			...found,
			table: 'theirs',
			why,
			isMarked,
			...(engine !== undefined && {engine}),
		};
	}

	const {trigger, findStranger} = place.design;
	const triggers =
		own === 'anybody'
			? undefined
			: await readTriggers(connection, place.schema, shape.name);
	const why =
		own === 'anybody'
			? undefined
			: (strangeTrigger(triggers ?? [], trigger) ??
				(await findStranger(connection, sql, own, {isWaiting})));
	return why === undefined
		? {
				...found,
				table: 'ours',
				isSchemaOurs: shape.isSchemaOurs,
				isAltered: shape.isAltered,
				...(trigger && triggers?.length === 0 && {lacksTrigger: true}),
			}
		: {...found, table: 'theirs', why, isMarked: true};
}

/**
What a table of that name is like at this moment; `none` where there is none, or none that the account may see.

@throws mysql2's error.
*/
export async function readShape(
	connection: Connection,
	place: TablePlace,
): Promise<Shape | NoTable> {
	try {
		const [row] = await queryPromptly(
			connection,
			`SHOW CREATE TABLE ${quotedTable(place)}`,
		);
		// For a view it is another column.
		return judgeShape(String(row?.['Create Table'] ?? ''), place.design);
	} catch (error: unknown) {
		const {errno = 0} = toFailure(error);
		if (denied.has(errno)) {
			return {type: 'none', isDenied: true};
		}

		if (noTable.has(errno)) {
			return {type: 'none'};
		}

		throw error;
	}
}

/**
The table's creation time according to the server: it has a resolution of one second, and changes when the table is recreated (on MariaDB also on RENAME), but not on TRUNCATE [measured: MySQL 9.7, MariaDB 10.11 and 11.8].

@returns Nothing where the server does not say.
@throws mysql2's error.
*/
export async function readMadeAt(
	connection: Connection,
	{schema, design: {name}}: TablePlace,
): Promise<string | undefined> {
	const rows = await queryPromptly(
		connection,
		`SHOW TABLE STATUS FROM ${quoted(schema)} LIKE '${name}'`,
	);
	const names = [name, name.toLowerCase()];
	const row = names
		.map(name => rows.find(row => String(row['Name']) === name))
		.find(Boolean);
	const madeAt: unknown = row?.['Create_time'];
	return madeAt === null || madeAt === undefined
		? undefined
		: // eslint-disable-next-line @typescript-eslint/no-base-to-string -- A date or a text, as the driver has it.
			String(madeAt);
}

/** By the name as the server stores it: columns of the information schema are compared differently from names. */
async function isSchemaThere(
	connection: Connection,
	name: string,
): Promise<boolean> {
	const rows = await queryPromptly(
		connection,
		'SELECT @@GLOBAL.lower_case_table_names AS folds, SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?',
		[name],
	);
	return rows.some(
		// With 2 it is stored as it was spelled.
		row => String(row['name']) === name || String(row['folds']) === '2',
	);
}

/** DROP TABLE removes the triggers too. The account sees those of tables on which it has the TRIGGER privilege. */
function strangeTrigger(
	triggers: readonly RowDataPacket[],
	own: TriggerDesign | undefined,
): string | undefined {
	const trigger = triggers.find(row => !isLabsTrigger(row, own));
	return trigger === undefined
		? undefined
		: `it has a trigger that is not the lab's, ${printable(String(trigger['Trigger']))}`;
}
