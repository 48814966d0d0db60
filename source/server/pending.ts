import {type Connection} from 'mysql2';

/** The statements of a connection that are not answered yet: how to tell them that nobody will. */
const unanswered = new WeakMap<Connection, Set<(error: Error) => void>>();

/**
Lets a statement end with its connection. mysql2 forgets the statements of a connection that is destroyed by its own side: their callbacks are never called [measured].

@param reject - Called when the connection is let go of.
@returns To be called when the statement is answered.
*/
export function endWithConnection(
	connection: Connection,
	reject: (error: Error) => void,
): () => void {
	const open = unanswered.get(connection) ?? new Set();
	unanswered.set(connection, open);
	open.add(reject);
	return () => {
		open.delete(reject);
	};
}

/** Ends the statements of a connection that is let go of, each with an error. */
export function endPending(connection: Connection): void {
	const open = unanswered.get(connection);
	unanswered.delete(connection);
	for (const reject of open ?? []) {
		reject(letGo());
	}
}

/** It ends the connection, as mysql2's fatal errors do. */
function letGo(): Error {
	return Object.assign(new Error('the lab has let go of the connection'), {
		code: 'LET_GO',
		fatal: true,
	});
}
