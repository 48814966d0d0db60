import {type Connection} from 'mysql2';
import {quoted} from '../../../server/literal.js';
import {countAnswer, query} from '../../../server/statement.js';
import {toFailure} from '../../../server/failure.js';
import {type ControlRun} from '../../events/control-run.js';
import {type RunPlan} from '../../events/run-plan.js';
import {type StoredNames} from '../../own-table/stored-names.js';
import {StatementFailed} from '../statement-runner.js';
import {excerpt, statementOf} from './options.js';
import {readStates, type States} from './read-states.js';
import {reset} from './reset.js';
import {type Setup} from './setup-file.js';

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

/** Reads the server's clock, in seconds since 1970. @throws mysql2's error. */
export async function readClock(connection: Connection): Promise<number> {
	const [row] = await query(
		connection,
		'SELECT FLOOR(UNIX_TIMESTAMP(SYSDATE())) AS now',
	);
	return Number(row?.['now']);
}

/**
Makes the data anew, as they are before the statement.

@param clock - What NOW() returns, in seconds since 1970.
@throws {StatementFailed} as `run` does; an error in words that names the line, when a statement of the setup fails.
*/
export async function makeData(
	{looking, schema, own, setup}: Origin,
	clock: number,
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

/** Leaves no transaction, no lock and no setting of the setup that the verdict depends on; with the same clock, NOW() and RAND() make the same data again. */
async function settle(
	schema: string,
	clock: number,
	run: RunOn,
): Promise<void> {
	// Otherwise a ROLLBACK may end the connection.
	await run('SET', 'SET SESSION completion_type = 0');
	await run('ROLLBACK', 'ROLLBACK');
	await run('UNLOCK TABLES', 'UNLOCK TABLES');
	await run('USE', `USE ${quoted(schema)}`);
	await run(
		'SET',
		`SET SESSION autocommit = 1, SESSION timestamp = ${clock}, SESSION rand_seed1 = 1, SESSION rand_seed2 = 2`,
	);
}

/** What a control run has found. */
export type Control = ControlRun & {
	/** After 0, 1, 2 and so many whole statements. */
	readonly states: readonly States[];
};

/**
Runs the statement where nobody kills it, so that it is known what it does.

@param options.apart - The connection that runs it.
@throws An error in words, when the statement fails without any kill.
*/
export async function controlRun(
	origin: Origin,
	{
		apart,
		clock,
		plan,
		signal,
	}: {
		readonly apart: Connection;
		readonly clock: number;
		readonly plan: RunPlan;
		/** Aborted when the user quits; absent: nobody does. */
		readonly signal?: AbortSignal;
	},
): Promise<Control> {
	const {looking, own} = origin;
	const {steps: times} = plan;
	const run = async (sql: string) => {
		signal?.throwIfAborted();
		const {changed = 0} = await countAnswer(apart, sql);
		return changed;
	};

	await makeData(origin, clock, async (_, sql) => run(sql));
	const states = [await readStates(looking, own)];
	let rows = 0;
	let time = 0;
	for (let step = 0; step < times; step++) {
		try {
			const began = performance.now();
			const changed = await run(statementOf(plan));
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
