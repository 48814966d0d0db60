import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {quoted} from '../../server/literal.js';
import {type Leftovers} from '../events/leftovers.js';
import {
	dropOurs,
	isReferred,
	missing,
	referring,
	tableLeft,
	type Kept,
} from './drop-table.js';
import {
	findTable,
	readMadeAt,
	readShape,
	type FoundTable,
} from './find-table.js';
import {
	dropRoutine,
	findRoutine,
	findRoutineDoubt,
	openRoutine,
	refuseForeign,
	requireRoutine,
	routineOf,
} from './own-routine.js';
import {clearMade, dropMade, openMade} from './made-table.js';
import {
	madeAnew,
	notProved,
	notTakenOver,
	notThere,
	NotTheLabs,
	untouched,
	type Doubt,
} from './not-the-labs.js';
import {createTrigger} from './own-trigger.js';
import {releaseLock, takeLock} from './table-lock.js';
import {
	engineOf,
	madeBeside,
	placeName,
	quotedTable,
	usualEngine,
	type OwnRows,
	type TablePlace,
} from './table-design.js';
import {createStatement} from './table-shape.js';
import {whileLocked} from './while-locked.js';

/** The lab's table, and how to empty and remove it, with the procedure and the further table that its design may have. */
export type LabTable = {
	/** Schema and table, quoted for SQL. */
	readonly sql: string;
	/**
	Empties it for the next run, and gives it back its definition if a run has changed that, and its trigger.

	@throws {Refusal} when the table, or something in it, is not proven to be the lab's; mysql2's error.
	*/
	readonly empty: (own: OwnRows) => Promise<void>;
	/**
	Drops it, if it is proven to be the lab's with all that is in it and on it. The leftovers get what stays, and the schema: the lab never drops one, since DROP DATABASE also removes what an account can't see.

	@throws mysql2's error.
	*/
	readonly drop: (own: OwnRows) => Promise<void>;
	/**
	Lets other labs use it, while the connection stays open. The end of the connection does that too.

	@throws mysql2's error.
	*/
	readonly release: () => Promise<void>;
	/**
	The same table through another connection, after the one before is lost.

	@throws {NotTheLabs} when the table is gone or no longer the lab's; {Refusal} when another lab uses it.
	*/
	readonly through: (connection: Connection) => Promise<LabTable>;
	/**
	Whether it is the table that was emptied for the run. Other people's rows in it do not matter here.

	@returns What speaks against it, as a clause.
	@throws mysql2's error.
	*/
	readonly findDoubt: () => Promise<Doubt | undefined>;
};

/** ER_DB_CREATE_EXISTS: somebody was faster, or the account can't see the schema. */
const schemaExists = 1007;

/** ER_TABLE_EXISTS_ERROR. */
const tableExists = 1050;

/**
Creates the lab's table as in the blog post that the lab grew from, or takes over one that an earlier lab has left; with its procedure, if its design has one.

A named lock, held by this connection, keeps two labs off one table, but only on the same server.

@param options.isWrittenElsewhere - Whether a lab at another server may be using a table that is there: then none is taken over.
@throws {Refusal} when a table or procedure of that name is not proven to be a lab's, or another lab uses it or may be using it; mysql2's error.
*/
export async function openTable(
	connection: Connection,
	place: TablePlace,
	leftovers: Leftovers,
	{isWrittenElsewhere}: {readonly isWrittenElsewhere: boolean},
): Promise<LabTable> {
	await takeLock(connection, place);
	const found = await findTable(connection, place);
	if (found.table === 'theirs') {
		throw untouched(place, found.why);
	}

	const routine = routineOf(place);
	const foundRoutine = routine && (await findRoutine(connection, routine));
	if (routine && foundRoutine) {
		refuseForeign(routine, foundRoutine);
	}

	if (
		isWrittenElsewhere &&
		(found.table === 'ours' || foundRoutine?.type === 'ours')
	) {
		// It was not there yet when the preflight looked.
		throw new Refusal(
			`Another kill-lab has created ${placeName(place)}, so the lab leaves it alone: ${notTakenOver}. Wait for that lab to end, or name another schema with --database.`,
		);
	}

	const made = madeBeside(place);
	if (made) {
		await openMade(connection, {place: made, leftovers}, {isWrittenElsewhere});
	}

	if (found.table === 'ours') {
		leftovers.set(tableLeft(place, 'stays'));
		if (found.isSchemaOurs) {
			leftovers.set(schemaLeft(place.schema, 'an earlier kill-lab'));
		}
	} else {
		const isSchemaOurs =
			!found.isSchemaThere &&
			(await createSchema(connection, place.schema, leftovers));
		await createTable(connection, {place, leftovers, isSchemaOurs});
	}

	if (routine && foundRoutine) {
		await openRoutine(connection, {place: routine, leftovers}, foundRoutine);
	}

	return tableThrough(connection, {place, leftovers});
}

/** @returns Whether the lab created it. */
async function createSchema(
	connection: Connection,
	schema: string,
	leftovers: Leftovers,
): Promise<boolean> {
	leftovers.set({...schemaLeft(schema, 'the lab'), state: 'may stay'});
	try {
		await create(connection, `CREATE DATABASE ${quoted(schema)}`);
	} catch (error: unknown) {
		if (isAnswered(error)) {
			leftovers.remove({what: 'schema', name: schema});
		}

		if (toFailure(error).errno === schemaExists) {
			return false;
		}

		throw error;
	}

	leftovers.set(schemaLeft(schema, 'the lab'));
	return true;
}

/** Whether the server refused a statement, so that it was not executed. */
function isAnswered(error: unknown): boolean {
	return error instanceof Refusal || !isConnectionLost(toFailure(error));
}

async function createTable(
	connection: Connection,
	{place, leftovers, isSchemaOurs}: Kept & {readonly isSchemaOurs: boolean},
): Promise<void> {
	const sql = quotedTable(place);
	leftovers.set(tableLeft(place, 'may stay'));
	try {
		await createUnencrypted(connection, createStatement(place, {isSchemaOurs}));
	} catch (error: unknown) {
		if (isAnswered(error)) {
			leftovers.remove({what: 'table', name: placeName(place)});
		}

		throw toFailure(error).errno === tableExists
			? untouched(
					place,
					'somebody has just created it, or this account may not read it',
				)
			: error;
	}

	leftovers.set(tableLeft(place, 'stays'));
	const found = await findTable(connection, place);
	if (found.table === 'theirs' && found.engine !== undefined) {
		// Created a moment ago, with the lab's mark and columns. The session has NO_ENGINE_SUBSTITUTION, so that a server refuses rather than uses another engine; this checks it anyway.
		await queryPromptly(connection, `DROP TABLE ${sql}`);
		leftovers.remove({what: 'table', name: placeName(place)});
		const engine = engineOf(place.design);
		throw new Refusal(
			`The server creates ${found.engine} tables where ${engine} is asked for${engine === usualEngine ? ': without transactions a kill has nothing to roll back' : ''}. The lab has dropped the table again. Use a server that creates ${engine} tables.`,
		);
	}

	requireOurs(found, place);
}

/** ER_CANNOT_FIND_KEY_IN_KEYRING: MySQL should encrypt new tables, because of `default_table_encryption` or the schema's default, and has no key. Its keyring can't be seen without privileges. */
const noKey = 3185;

/** Unencrypted only where the server has no key: random bytes need none. */
async function createUnencrypted(
	connection: Connection,
	statement: string,
): Promise<void> {
	try {
		await create(connection, statement);
	} catch (error: unknown) {
		if (toFailure(error).errno !== noKey) {
			throw error;
		}

		await createPlain(connection, statement);
	}
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
					`The server encrypts new tables but has no key (3185), and this account may not create an unencrypted one: ${toFailure(error).message}. Ask the server's administrators for a keyring, or use --database to name a schema that has DEFAULT ENCRYPTION = 'N'.`,
					{cause: error},
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
					"Somebody holds a lock on this server, such as a backup's FLUSH TABLES WITH READ LOCK, so the lab can't create its table (1205). Try again when the lock is released.",
					{cause: error},
				)
			: error;
	}
}

function tableThrough(
	connection: Connection,
	{place, leftovers}: Kept,
	madeBefore?: string,
): LabTable {
	const sql = quotedTable(place);
	/** When the table was created that the lab has emptied; unknown before that, or if the server does not say. */
	let madeAt = madeBefore;
	const routine = routineOf(place);
	const made = madeBeside(place);

	/** If the account may lock the table, nobody writes to it between the check and what follows. */
	const whenFound = async (
		own: OwnRows,
		act: (found: FoundTable) => Promise<void>,
	) =>
		whileLocked(connection, sql, async () => {
			await act(await findTable(connection, place, {own, isWaiting: true}));
		});

	return {
		sql,
		async empty(own) {
			if (routine) {
				await requireRoutine(connection, routine);
			}

			if (made) {
				await clearMade(connection, {place: made, leftovers});
			}

			await whenFound(own, async found => {
				requireOurs(found, place);
				try {
					await queryPromptly(connection, `TRUNCATE TABLE ${sql}`);
				} catch (error: unknown) {
					throw isReferred(error) ? untouched(place, referring) : error;
				}

				await restore(connection, place, found);
				madeAt = await readMadeAt(connection, place);
			});
		},
		async drop(own) {
			// Nothing but tables can be dropped while a table is locked [measured: error 1192].
			if (routine) {
				await dropRoutine(connection, {place: routine, leftovers});
			}

			if (made) {
				await dropMade(connection, {place: made, leftovers});
			}

			await whenFound(own, async found => {
				if (found.table === 'ours') {
					await dropOurs(connection, {place, leftovers}, found);
				} else {
					leftovers.set(
						found.table === 'none'
							? missing(place, found)
							: {...tableLeft(place, 'stays'), why: found.why},
					);
				}
			});
		},
		async release() {
			await releaseLock(connection, place);
			if (made) {
				await releaseLock(connection, made);
			}
		},
		async through(another) {
			await takeLock(another, place);
			if (made) {
				await takeLock(another, made);
			}

			requireOurs(await findDefinition(another, place), place);
			return tableThrough(another, {place, leftovers}, madeAt);
		},
		async findDoubt() {
			const shape = await readShape(connection, place);
			if (shape.type !== 'ours') {
				return {
					type: 'not-proved',
					why:
						shape.type === 'none'
							? notThere(place, shape)
							: notProved(place, shape.why),
				};
			}

			const doubt = routine && (await findRoutineDoubt(connection, routine));
			if (doubt !== undefined) {
				return {type: 'not-proved', why: doubt};
			}

			// An ALTER may make the table anew itself [measured: with ALGORITHM=COPY on MySQL 9.7, MariaDB 10.11 and 11.8].
			return shape.isAltered ||
				madeAt === undefined ||
				(await readMadeAt(connection, place)) === madeAt
				? undefined
				: {type: 'made-anew', why: madeAnew(place)};
		},
	};
}

/** Gives a table that is empty, and proven to be the lab's, the definition back that a run has changed, and the trigger that it lacks. */
async function restore(
	connection: Connection,
	place: TablePlace,
	found: FoundTable,
): Promise<void> {
	const {altered, trigger} = place.design;
	if (found.table !== 'ours') {
		return;
	}

	if (trigger && found.lacksTrigger) {
		await createTrigger(connection, place, trigger);
	}

	if (altered && found.isAltered) {
		await queryPromptly(
			connection,
			`ALTER TABLE ${quotedTable(place)} ${altered.undo}`,
		);
	}
}

/** Whether it is still the same table. The verdict names other people's rows. */
async function findDefinition(
	connection: Connection,
	place: TablePlace,
): Promise<FoundTable> {
	return findTable(connection, place, {own: 'anybody'});
}

function requireOurs(found: FoundTable, place: TablePlace): void {
	if (found.table === 'theirs') {
		throw untouched(place, found.why);
	}

	if (found.table === 'none') {
		throw new NotTheLabs(notThere(place, found));
	}
}

function schemaLeft(schema: string, by: 'the lab' | 'an earlier kill-lab') {
	return {
		what: 'schema',
		name: schema,
		state: 'stays',
		why: `created by ${by}, and kept because a schema may hold objects that this account can't see`,
		statement: `DROP DATABASE ${quoted(schema)}`,
	} as const;
}
