import {type Stage} from '../contract.js';
import {openLockHolder, whileHeld, type HeldLock} from '../lock-holder.js';
import {fillRows} from '../rows/fill.js';
import {writtenPayload} from '../rows/table.js';
import {runTarget} from '../rows/target.js';
import {runSql} from '../statement-runner.js';
import {waitOf} from '../waits/options.js';

/** How much longer than the lock is held the target would wait, in s. */
const margin = 60;

/**
Opens the connection that will hold a lock, and lets whatever waits for it wait as long as it takes.

@returns The id of that connection, as it reports itself.
@throws As `act` does.
*/
export async function prepareWait(stage: Stage): Promise<string> {
	const holder = await openLockHolder(stage);
	const seconds = Math.ceil(waitOf(stage.plan) / 1000) + margin;
	await runSql(
		stage,
		{role: 'setup', name: 'SET'},
		`SET SESSION innodb_lock_wait_timeout = ${seconds}, SESSION lock_wait_timeout = ${seconds}`,
	);
	return holder;
}

/**
The same for a target that waits, whose table is filled before.

@param what - What the table is filled with and what that connection holds, as words before "by".
@throws As `act` does.
*/
export async function prepareLocked(stage: Stage, what: string): Promise<void> {
	const holder = await prepareWait(stage);
	await fillRows(stage, `${what} by ${holder}`);
}

/**
Runs a target while another connection holds a lock that it needs.

@throws As `act` does.
*/
export async function runLocked(
	stage: Stage,
	lock: Omit<HeldLock, 'time'>,
	sql: string,
): Promise<void> {
	const time = waitOf(stage.plan);
	await whileHeld(stage, {...lock, time}, async () => runTarget(stage, sql));
}

/**
Runs an UPDATE of all rows so.

@throws As `act` does.
*/
export async function updateLocked(
	stage: Stage,
	lock: Omit<HeldLock, 'time'>,
): Promise<void> {
	await runLocked(
		stage,
		lock,
		`UPDATE ${stage.table.sql} SET version = version + 1, payload = ${writtenPayload}`,
	);
}

/** The lock of LOCK TABLES ... READ: others can still read the table. @param table - Its name, quoted. */
export function readLock(table: string): Omit<HeldLock, 'time'> {
	return {take: [`LOCK TABLES ${table} READ`], release: 'UNLOCK TABLES'};
}
