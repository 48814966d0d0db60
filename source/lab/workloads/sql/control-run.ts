import {type Connection} from 'mysql2';
import {quoted} from '../../../server/literal.js';
import {query} from '../../../server/statement.js';
import {toFailure} from '../../../server/failure.js';
import {type ControlRun} from '../../events/events.js';
import {type StoredNames} from '../../own-table/stored-names.js';
import {StatementFailed} from '../statement-runner.js';
import {excerpt} from './options.js';
import {readStates, type States} from './read-states.js';
import {reset} from './reset.js';
import {type Setup} from './setup-file.js';

/** What NOW() and RAND() follow in a session. */
export type Clock = {
	/** Seconds since 1970. */
	readonly now: number;
	readonly seed: number;
};

/** Runs one statement on the connection that makes and changes the data. @param name - What it is called. */
export type RunOn = (name: string, sql: string) => Promise<unknown>;

/** What the data of a user's statement are made from. */
export type Origin = {
	/** The connection that drops what is there, and looks. */
	readonly looking: Connection;
	readonly schema: string;
	/** The lab's table, which stays. */
	readonly own: StoredNames;
	readonly setup: Setup;
};

/** Reads the server's clock. @throws mysql2's error. */
export async function readClock(connection: Connection): Promise<Clock> {
	const [row] = await query(
		connection,
		'SELECT FLOOR(UNIX_TIMESTAMP(SYSDATE())) AS now',
	);
	return clockAt(Number(row?.['now']));
}

/** The clock of all runs that began at a time, in seconds since 1970. Pure. */
export function clockAt(now: number): Clock {
	return {now, seed: 1};
}

/**
Makes the data anew, as they are before the statement.

@throws {StatementFailed} as `run` does; an error in words that names the line, when a statement of the setup fails.
*/
export async function makeData(
	{looking, schema, own, setup}: Origin,
	clock: Clock,
	run: RunOn,
): Promise<void> {
	await reset(looking, own);
	await settle(schema, clock, run);
	for (const {sql, line} of setup.statements) {
		try {
			await run(excerpt(sql, 20), sql);
		} catch (error: unknown) {
			throw error instanceof StatementFailed
				? error
				: new Error(
						`--setup ${setup.path}, line ${line}: ${excerpt(sql, 40)}: ${toFailure(error).message}`,
						{cause: error},
					);
		}
	}

	await settle(schema, clock, run);
}

/** Leaves no transaction, no lock and no setting of the setup that the verdict depends on; with the same clock and seed, NOW() and RAND() make the same data again. */
async function settle(
	schema: string,
	{now, seed}: Clock,
	run: RunOn,
): Promise<void> {
	// Otherwise a ROLLBACK may end the connection.
	await run('SET', 'SET SESSION completion_type = 0');
	await run('ROLLBACK', 'ROLLBACK');
	await run('UNLOCK TABLES', 'UNLOCK TABLES');
	await run('USE', `USE ${quoted(schema)}`);
	await run(
		'SET',
		`SET SESSION autocommit = 1, SESSION timestamp = ${now}, SESSION rand_seed1 = ${seed}, SESSION rand_seed2 = ${seed + 1}`,
	);
}

/** What a control run has found. */
export type Control = ControlRun & {
	/** After 0, 1, 2 and so many whole statements. */
	readonly states: readonly States[];
};

/**
Runs the statement where nobody kills it, so that it is known what it does.

@param run - On a connection of its own; resolves to the rows that it has changed.
@throws An error in words, when the statement fails without any kill.
*/
export async function controlRun(
	origin: Origin,
	{
		clock,
		statement,
		times,
		run,
	}: {
		readonly clock: Clock;
		readonly statement: string;
		readonly times: number;
		readonly run: (name: string, sql: string) => Promise<number>;
	},
): Promise<Control> {
	const {looking, own} = origin;
	await makeData(origin, clock, run);
	const states = [await readStates(looking, own)];
	let rows = 0;
	let time = 0;
	for (let step = 0; step < times; step++) {
		try {
			const began = performance.now();
			const changed = await run('statement', statement);
			if (step === 0) {
				rows = changed;
				time = performance.now() - began;
			}
		} catch (error: unknown) {
			throw new Error(
				`${times === 1 ? 'the statement' : `the statement's run ${step + 1} of ${times}`} fails without any kill: ${toFailure(error).message}`,
				{cause: error},
			);
		}

		states.push(await readStates(looking, own));
	}

	return {states, rows, time};
}

/** Whether two states are the same data. Pure. */
export function areSame(one: States, other: States): boolean {
	return (
		one.size === other.size &&
		[...one].every(([name, state]) => other.get(name) === state)
	);
}
