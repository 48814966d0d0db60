import {type RowDataPacket} from 'mysql2';
import {toFailure} from '../server/failure.js';
import {type ControlConnection} from './control-connection.js';
import {type EventLog} from './event-log.js';
import {type KillKind} from './events.js';
import {threadQuery, toThread, type Sight} from './sight.js';

/** The reserved connection that kills. */
export type Control = {
	/**
	Sends the KILL at once: the packet is on its way to the socket before this returns. It waits for nothing, so that a key is a KILL in the same turn of the event loop. While the connection is lost nothing is sent, and not later either.

	@param keyAt - When the key's bytes were read, in ms on the log's clock.
	*/
	readonly kill: (kind: KillKind, connectionId: string, keyAt: number) => void;
};

/** The statement that a key sends. */
export function killStatement(kind: KillKind, connectionId: string): string {
	return `KILL ${kind === 'query' ? 'QUERY' : 'CONNECTION'} ${connectionId}`;
}

/**
Makes the control of a session.

The thread's state is read in the same packet as the KILL, after it: the server takes both in one breath, and on a slow link the state is as old as the KILL.

@param control - Its connections do nothing else, and take several statements at once.
*/
export function createControl(
	control: ControlConnection,
	{thread}: Sight,
	log: EventLog,
): Control {
	let kills = 0;

	return {
		kill(kind, connectionId, keyAt) {
			const connection = control.current();
			if (!connection) {
				log.emit({type: 'kill-missed', kind});
				return;
			}

			kills++;
			const kill = kills;
			let isAcknowledged = false;
			const statement = killStatement(kind, connectionId);
			const command = connection.query<RowDataPacket[][]>(
				thread.type === 'hidden'
					? statement
					: `${statement}; ${threadQuery(thread, connectionId)}`,
				(error, results) => {
					if (error && !isAcknowledged) {
						const failure = toFailure(error);
						log.emit({type: 'kill-refused', kill, failure});
						control.failed(connection, failure);
					} else if (error) {
						const failure = toFailure(error);
						const thread = {type: 'hidden', why: failure.message} as const;
						log.emit({type: 'kill-view', kill, thread});
						control.failed(connection, failure);
					} else {
						const [, rows = []] = results;
						log.emit({
							type: 'kill-view',
							kill,
							thread: thread.type === 'hidden' ? thread : toThread(rows),
						});
					}
				},
			);
			// The first result is the KILL's own; it comes before the rows.
			command.once('result', () => {
				isAcknowledged = true;
				log.emit({type: 'kill-acknowledged', kill});
			});
			log.emit({type: 'kill-sent', kill, kind, connectionId, keyAt});
		},
	};
}
