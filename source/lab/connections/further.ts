import {type Connection} from 'mysql2';
import {type Server} from '../../server/address.js';
import {hangUp} from '../../server/statement.js';
import {openConnection} from './open-connection.js';
import {mustMeet, type Rendezvous} from './rendezvous.js';

/** The connections of a run besides the work connection. */
export type Further = {
	/**
	Opens one more, on the same server as the work connection.

	@throws {Refusal} when it is on another one; {ConnectFailure} when it can't be opened; an error in words when the run is over.
	*/
	readonly open: () => Promise<Connection>;
	/** Those that were opened, the oldest first. */
	readonly opened: () => readonly Connection[];
	/** Closes them all at once, also one that is being opened: their locks are released. */
	readonly close: () => void;
};

/** Creates the place for the further connections of a run. */
export function furtherConnections(
	server: Server,
	/** Where the work connection can be met. */
	rendezvous: Rendezvous,
): Further {
	const opened = new Set<Connection>();
	let isClosed = false;

	return {
		async open() {
			const connection = await openConnection(server);
			opened.add(connection);
			try {
				if (isClosed) {
					throw new Error('the run is over');
				}

				await mustMeet(connection, rendezvous);
				return connection;
			} catch (error: unknown) {
				hangUp(connection);
				throw error;
			}
		},
		opened: () => [...opened],
		close() {
			isClosed = true;
			for (const connection of opened) {
				hangUp(connection);
			}
		},
	};
}
