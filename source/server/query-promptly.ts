import {setTimeout as wait} from 'node:timers/promises';
import {type Connection, type RowDataPacket} from 'mysql2';
import {connect} from './connect.js';
import {knownId, serverOf} from './known-connections.js';
import {openSecondEye} from './second-look.js';
import {hangUp, query} from './statement.js';

/** After this long without an answer, in ms, the lab checks on a statement. After twice this it gives up. */
const silenceLimit = 7500;

/**
Runs one statement outside the experiment, and returns its rows. It may wait on the server as long as it has to, if another connection sees it there. If the server or the network does not answer, it gives up and closes the connection.

@throws mysql2's error; when it gives up, one with the code `NO_ANSWER` that says what does not answer.
*/
export async function queryPromptly(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<RowDataPacket[]> {
	const answered = new AbortController();
	try {
		return await Promise.race([
			query(connection, sql, values),
			untilSilent(connection, answered.signal),
		]);
	} finally {
		answered.abort();
	}
}

/** Rejects when a connection has not answered for too long, and closes it; or when the signal is aborted. */
async function untilSilent(
	connection: Connection,
	signal: AbortSignal,
): Promise<never> {
	let before: Suspicion | undefined;
	let cost = 0;
	for (;;) {
		await wait(Math.max(0, silenceLimit - cost), undefined, {signal});
		const began = performance.now();
		const suspected = await suspect(connection);
		cost = performance.now() - began;
		signal.throwIfAborted();
		if (suspected !== undefined && suspected === before) {
			hangUp(connection);
			throw noAnswer(suspected);
		}

		before = suspected;
	}
}

/** What does not seem to answer. */
type Suspicion = 'server' | 'connection';

/** Whether an unanswered statement is not executing on the server, as far as another connection can see. */
async function suspect(connection: Connection): Promise<Suspicion | undefined> {
	const server = serverOf(connection);
	if (!server) {
		return undefined;
	}

	const eye = openSecondEye(server, connect);
	const seen = await eye.look();
	eye.close();
	if (seen.type !== 'answered') {
		return seen.type === 'silent' ? 'server' : undefined;
	}

	// If nobody else gets in, the statement is waiting for a thread and has not started.
	const id = knownId(connection);
	const thread = seen.processes.find(({connectionId}) => connectionId === id);
	return seen.isShut || (thread && thread.command !== 'Sleep')
		? undefined
		: 'connection';
}

/** Fatal, because it ends the connection, as mysql2's fatal errors do. */
function noAnswer(silent: Suspicion): Error {
	const limit = `no answer within ${(2 * silenceLimit) / 1000} s`;
	return Object.assign(
		new Error(
			silent === 'server'
				? `${limit}, not even to a new connection. The server is stopped, all its threads are busy, or the network is down`
				: `${limit}, although the server answers another connection and is doing nothing for this one. Something in between has dropped it`,
		),
		{code: 'NO_ANSWER', fatal: true},
	);
}
