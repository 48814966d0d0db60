import {type Connection} from 'mysql2';
import {registerId} from './known-connections.js';
import {queryPromptly} from './query-promptly.js';

/**
The connection's id, which a KILL on the same way to the server needs. A string, because ids can exceed 2^53, and not from the handshake, because proxies rewrite that one.

The text is the very one that proxies answer themselves, so that the rendezvous finds them out.

@param ask - How it is asked; absent: as what a server answers at once.
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
