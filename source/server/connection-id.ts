import {type Connection} from 'mysql2';
import {registerId} from './known-connections.js';
import {queryPromptly} from './query-promptly.js';

/**
The connection's id, as a KILL over the same route needs it. A string, because ids can exceed 2^53, and not from the handshake, because proxies rewrite that one.

The text is exactly the one that proxies answer themselves, so that the rendezvous exposes them.

@param ask - How to ask; absent: like any statement that a server answers at once.
*/
export async function readConnectionId(
	connection: Connection,
	ask = queryPromptly,
): Promise<string> {
	const [row] = await ask(connection, 'SELECT CONNECTION_ID()');
	const id = String(row?.['CONNECTION_ID()']);
	registerId(connection, id);
	return id;
}
