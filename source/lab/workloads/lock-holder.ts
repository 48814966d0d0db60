import {type Connection} from 'mysql2';
import {readConnectionId} from '../../server/connection-id.js';
import {query} from '../../server/statement.js';
import {pause} from '../connections/pause.js';
import {type LabState} from '../history/state.js';
import {type Stage} from './contract.js';
import {pauseUntil} from './pause-until.js';

/** What it holds. */
export type HeldLock = {
	/** The statements that take the lock. */
	readonly take: readonly string[];
	/** The statement that releases it. */
	readonly release: string;
	/** For how long at most, in ms: without a kill, the run ends by itself. */
	readonly time: number;
};

/**
Opens the connection of a lock holder. It is closed with the run, whatever happens.

@returns Its id, as it reports itself.
@throws As `Stage.open` does.
*/
export async function openLockHolder({
	open,
}: Pick<Stage, 'open'>): Promise<string> {
	return readConnectionId(await open());
}

/**
Has the connection that was opened for it hold a lock while the target runs, or until its time is over.

A KILL CONNECTION cuts the client off before the thread sees the flag: a lock that is released in between still gets to what waits for it [measured on MySQL 9.7 and MariaDB 10.11 together: 6 of 26 COMMITs committed; a TRUNCATE TABLE emptied its table after 50 of 60 KILLs on MySQL 9.7, 0 of 60 on MariaDB 10.11, when UNLOCK TABLES came right behind]. So the lock is held until the thread is gone.

@throws As `act` does; mysql2's error, when the lock can't be taken.
*/
export async function whileHeld(
	{opened, log, signal}: Pick<Stage, 'opened' | 'log' | 'signal'>,
	{take, release, time}: HeldLock,
	act: () => Promise<void>,
): Promise<void> {
	const connection = opened().at(-1);
	if (!connection) {
		throw new Error('nobody has opened the connection that holds the lock');
	}

	for (const statement of take) {
		await query(connection, statement);
	}

	const over = new AbortController();
	const letGo = async () => {
		await pause(time, AbortSignal.any([over.signal, signal]));
		// If the user quits, the target must not get the lock: the run ends it, and then closes this connection.
		if (!signal.aborted) {
			await releaseIfThere(connection, release);
		}
	};

	const released = letGo();
	try {
		await act();
	} finally {
		await pauseUntil({log, signal}, isThreadGone, time);
		over.abort();
		await released;
	}
}

/** Whether a client that was cut off has left no thread; true while it is there. Pure. */
function isThreadGone({run}: LabState): boolean {
	return run?.lost === undefined || run.view?.view.thread.type !== 'alive';
}

/** A lost connection holds no lock. */
async function releaseIfThere(
	connection: Connection,
	release: string,
): Promise<void> {
	try {
		await query(connection, release);
	} catch {
		// The run closes it anyway, and the lock with it.
	}
}
