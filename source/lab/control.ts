import {type Connection} from 'mysql2';
import {toFailure} from '../server/failure.js';
import {type EventLog} from './event-log.js';
import {type KillKind} from './events.js';

/** The reserved connection that kills. */
export type Control = {
	/**
	Sends the KILL at once: the packet is on its way to the socket before this returns. It waits for nothing, so that a key is a KILL in the same turn of the event loop.

	@param keyAt - When the key's bytes were read, in ms on the log's clock.
	*/
	readonly kill: (kind: KillKind, connectionId: string, keyAt: number) => void;
};

/** The statement that a key sends. */
export function killStatement(kind: KillKind, connectionId: string): string {
	return `KILL ${kind === 'query' ? 'QUERY' : 'CONNECTION'} ${connectionId}`;
}

/** Makes the control of a session from a connection that does nothing else. */
export function createControl(connection: Connection, log: EventLog): Control {
	let kills = 0;

	return {
		kill(kind, connectionId, keyAt) {
			kills++;
			const kill = kills;
			connection.query(killStatement(kind, connectionId), error => {
				log.emit(
					error
						? {type: 'kill-refused', kill, failure: toFailure(error)}
						: {type: 'kill-acknowledged', kill},
				);
			});
			log.emit({type: 'kill-sent', kill, kind, connectionId, keyAt});
		},
	};
}
