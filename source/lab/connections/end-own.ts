import {type Connection} from 'mysql2';
import {hangUp, query} from '../../server/statement.js';
import {pause} from './pause.js';
import {meet, type Rendezvous} from './rendezvous.js';

/** How long the server may take to end an abandoned statement, in ms. */
const endLimit = 400;

/**
Ends what a connection of the lab still waits for on the server, and drops the connection. A server does not notice by itself that a client has gone while its statement waits for a lock: MySQL not at all, MariaDB after a second [measured]; the statement would run once the lock is free.

Never rejects: a server that does not answer keeps its statement, and the caller says what may be left.

@param options.through - A connection that proves that it is on the same server; absent: only drop the connection.
@param options.place - Where the waiting connection can be met.
*/
export async function endOwn(
	waiting: Connection,
	{through, place}: {through: Connection | undefined; place: Rendezvous},
): Promise<void> {
	const answered = new AbortController();
	const kill = async (killer: Connection) => {
		try {
			if ((await meet(killer, place)) === undefined) {
				await query(killer, `KILL CONNECTION ${place.connectionId}`);
			}
		} catch {
			// It is already gone, or the server does not answer.
		}
	};

	if (through) {
		await Promise.race([kill(through), pause(endLimit, answered.signal)]);
		answered.abort();
	}

	hangUp(waiting);
}
