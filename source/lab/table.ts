import {createHash} from 'node:crypto';
import {type Connection} from 'mysql2';
import {query, queryPromptly} from '../server/connect.js';
import {isConnectionLost, toFailure} from '../server/failure.js';
import {Refusal} from '../refusal.js';

/** The lab's table carries this at the beginning of its comment. A table without it is somebody's and is never touched. */
const mark = 'Created by kill-lab';

const comment = `${mark}: it may be emptied and dropped by it`;

/** The name of the lab's table in whatever schema it is put. */
export const tableName = 'DataBlobs';

/** The lab's table, and how to remove what was created for it. */
export type LabTable = {
	/** Schema and table, quoted for SQL. */
	readonly sql: string;
	/** Empties it, for the next run. */
	readonly empty: () => Promise<void>;
	/** Drops the table, and the schema if the lab created that too and it is empty. */
	readonly drop: () => Promise<void>;
	/**
	The same table through another connection, when the one before is lost.

	@throws {Refusal} when the table is gone or not the lab's any more, or another lab uses it.
	*/
	readonly through: (connection: Connection) => Promise<LabTable>;
};

/** What is there under the name of the lab's table. */
export type FoundTable = {
	readonly isSchemaThere: boolean;
	/** `theirs`: without the mark. */
	readonly table: 'none' | 'ours' | 'theirs';
};

/** Looks, as far as the account sees, and changes nothing. @throws mysql2's error. */
export async function findTable(
	connection: Connection,
	schema: string,
): Promise<FoundTable> {
	const [schemaFound] = await queryPromptly(
		connection,
		'SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?',
		[schema],
	);
	const existing = await queryPromptly(
		connection,
		'SELECT TABLE_COMMENT AS comment FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?',
		[schema, tableName],
	);
	return {
		isSchemaThere: schemaFound !== undefined,
		table:
			existing.length === 0
				? 'none'
				: existing.every(row => String(row['comment']).startsWith(mark))
					? 'ours'
					: 'theirs',
	};
}

/**
Creates the lab's table as in the blog post that the lab grew from, or takes over one that carries the lab's mark.

A named lock, held by this connection, keeps two labs off one table.

@throws {Refusal} when a table of that name is not the lab's, or another lab uses it.
*/
export async function openTable(
	connection: Connection,
	schema: string,
): Promise<LabTable> {
	await takeLock(connection, schema);
	const {isSchemaThere, table} = await findTable(connection, schema);
	refuseTheirs(table, schema);
	if (!isSchemaThere) {
		await create(connection, `CREATE DATABASE ${quoted(schema)}`);
	}

	if (table === 'none') {
		await createTable(connection, schema);
	}

	return tableThrough(connection, {schema, isSchemaOurs: !isSchemaThere});
}

/** ER_CANNOT_FIND_KEY_IN_KEYRING: MySQL is to encrypt new tables, by `default_table_encryption` or the schema's default, and has no key. Its keyring can't be seen without privileges. */
const noKey = 3185;

/**
Makes the table, unencrypted where the server has no key: random bytes need none.

@throws {Refusal} when the server made a table without transactions, which is dropped again, or does not make one; mysql2's error.
*/
async function createTable(
	connection: Connection,
	schema: string,
): Promise<void> {
	const statement = createStatement(quotedTable(schema));
	try {
		await create(connection, statement);
	} catch (error: unknown) {
		if (toFailure(error).errno !== noKey) {
			throw error;
		}

		await createPlain(connection, statement);
	}

	await refuseOtherEngine(connection, schema);
}

/** With `table_encryption_privilege_check` only some accounts may. */
async function createPlain(
	connection: Connection,
	statement: string,
): Promise<void> {
	try {
		await create(connection, `${statement} ENCRYPTION = 'N'`);
	} catch (error: unknown) {
		throw isConnectionLost(toFailure(error))
			? error
			: new Refusal(
					`The server is to encrypt new tables and has no key (3185), and this account may not make one that is not encrypted: ${toFailure(error).message.replace(/\.$/, '')}. Ask whoever maintains the server for a keyring, or name a schema with --database that has DEFAULT ENCRYPTION = 'N'.`,
					{cause: error},
				);
	}
}

/** The lab's session has NO_ENGINE_SUBSTITUTION, so that a server refuses rather than takes another engine. It is looked at all the same: a table without transactions would make every verdict worthless. */
async function refuseOtherEngine(
	connection: Connection,
	schema: string,
): Promise<void> {
	const [row] = await queryPromptly(
		connection,
		'SELECT ENGINE AS engine FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?',
		[schema, tableName],
	);
	const engine = String(row?.['engine']);
	if (engine !== 'InnoDB') {
		await queryPromptly(connection, `DROP TABLE ${quotedTable(schema)}`);
		throw new Refusal(
			`The server makes tables of ${engine} where InnoDB is asked for: without transactions a kill has nothing to roll back. The table is dropped again. Use a server that makes tables of InnoDB.`,
		);
	}
}

/** ER_LOCK_WAIT_TIMEOUT. */
const lockWaitTimeout = 1205;

async function create(connection: Connection, sql: string): Promise<void> {
	try {
		await queryPromptly(connection, sql);
	} catch (error: unknown) {
		throw toFailure(error).errno === lockWaitTimeout
			? new Refusal(
					"Somebody holds a lock on this server that keeps the lab's table from being made, such as FLUSH TABLES WITH READ LOCK of a backup (1205). Try again when it is over.",
					{cause: error},
				)
			: error;
	}
}

function tableThrough(
	connection: Connection,
	place: {readonly schema: string; readonly isSchemaOurs: boolean},
): LabTable {
	const {schema, isSchemaOurs} = place;
	const sql = quotedTable(schema);
	return {
		sql,
		async empty() {
			await requireOurs(connection, schema);
			await query(connection, `TRUNCATE TABLE ${sql}`);
		},
		async drop() {
			await requireOurs(connection, schema);
			await query(connection, `DROP TABLE ${sql}`);
			if (isSchemaOurs && (await isEmpty(connection, schema))) {
				await query(connection, `DROP DATABASE ${quoted(schema)}`);
			}
		},
		async through(another) {
			await takeLock(another, schema);
			await requireOurs(another, schema);
			return tableThrough(another, place);
		},
	};
}

/** The lab's lock keeps other labs away, and nobody else. */
async function requireOurs(
	connection: Connection,
	schema: string,
): Promise<void> {
	const {table} = await findTable(connection, schema);
	refuseTheirs(table, schema);
	if (table === 'none') {
		throw new Refusal(
			`The table ${schema}.${tableName} is gone: somebody dropped it.`,
		);
	}
}

function refuseTheirs(table: FoundTable['table'], schema: string): void {
	if (table === 'theirs') {
		throw new Refusal(
			`The table ${schema}.${tableName} was not created by kill-lab, so it stays untouched. Name another schema with --database.`,
		);
	}
}

/** A server takes a moment to let go of what a closed connection held: so long, in seconds, a lab waits for the one before it. */
const lockWait = 2;

async function takeLock(connection: Connection, schema: string): Promise<void> {
	const lock = lockName(schema);
	const [row] = await queryPromptly(
		connection,
		'SELECT GET_LOCK(?, ?) AS taken, CAST(IS_USED_LOCK(?) AS CHAR) AS holder',
		[lock, lockWait, lock],
	);
	if (String(row?.['taken']) !== '1') {
		throw new Refusal(
			`Another kill-lab (connection ${String(row?.['holder'])}) is using ${schema}.${tableName}. Wait for it to end, or name another schema with --database.`,
		);
	}
}

/** Who uses the table of a schema at the moment: the id of a lab's connection. @throws mysql2's error. */
export async function findUser(
	connection: Connection,
	schema: string,
): Promise<string | undefined> {
	const [row] = await queryPromptly(
		connection,
		'SELECT CAST(IS_USED_LOCK(?) AS CHAR) AS holder',
		[lockName(schema)],
	);
	return row?.['holder'] === null ? undefined : String(row?.['holder']);
}

/** A lock's name has at most 64 characters, and MySQL's lock names ignore case. */
const longestLock = 64;

function lockName(schema: string): string {
	const name = `kill-lab ${schema}.${tableName}`;
	if (name.length <= longestLock) {
		return name;
	}

	const hash = createHash('sha256').update(name.toLowerCase()).digest('hex');
	return `${name.slice(0, longestLock - 17)}.${hash.slice(0, 16)}`;
}

/** `file_hash` is ASCII, so that its length in bytes does not depend on the server's default character set. */
function createStatement(sql: string): string {
	return `CREATE TABLE ${sql} (
		id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
		file_name VARCHAR(255) NOT NULL,
		file_data LONGBLOB NOT NULL,
		file_size INT NOT NULL,
		file_type VARCHAR(100) NOT NULL,
		file_hash CHAR(64) CHARACTER SET ascii NOT NULL
	) ENGINE = InnoDB COMMENT = '${comment}'`;
}

/** Whether nothing at all is left in a schema: DROP DATABASE would take it along. */
async function isEmpty(
	connection: Connection,
	schema: string,
): Promise<boolean> {
	const found = await queryPromptly(
		connection,
		`SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?
		UNION ALL SELECT 1 FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?
		UNION ALL SELECT 1 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?`,
		[schema, schema, schema],
	);
	return found.length === 0;
}

function quotedTable(schema: string): string {
	return `${quoted(schema)}.${quoted(tableName)}`;
}

function quoted(name: string): string {
	return `\`${name.replaceAll('`', '``')}\``;
}
