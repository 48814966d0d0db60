import {type Connection, type QueryError, type RowDataPacket} from 'mysql2';
import {toFailure} from '../../server/failure.js';
import {type ControlConnection} from '../connections/control-connection.js';
import {killDenied} from '../history/effect.js';
import {type EventLog} from '../history/event-log.js';
import {type Aim} from '../events/aim.js';
import {type KillKind} from '../events/kill.js';
import {
	threadQuery,
	toThread,
	type Visibility,
} from '../connections/visibility.js';
import {killStatement, plainRoute} from './route.js';
import {type KillRoutes} from './choose-route.js';

/** The connection reserved for kills. */
export type Control = {
	/**
	Sends the KILL at once: the packet is on its way to the socket before this returns. It waits for nothing, so that a key becomes a KILL in the same turn of the event loop. If the server refuses it, the fallback is sent in the turn in which the refusal arrives. While the connection is lost nothing is sent, not even later.

	@param cause - Why it is sent.
	*/
	readonly kill: (
		kind: KillKind,
		connectionId: string,
		cause?: KillCause,
	) => void;
};

/** Why a kill is sent: a key was pressed, or the moment of a planned one has come. */
export type KillCause = {
	/** When the key's bytes were read, in ms on the log's clock. */
	readonly keyAt?: number | undefined;
	readonly aim?: Aim | undefined;
};

/**
Creates the control of a session, and logs which route its kills take.

The thread's state is read in the same packet as the KILL, after it: the server handles both in one go, and on a slow link the state is as old as the KILL.

@param control - Its connections do nothing else, and take several statements at once.
*/
export function createControl(
	control: ControlConnection,
	{thread}: Visibility,
	log: EventLog,
	{first, fallback}: KillRoutes,
): Control {
	let kills = 0;
	let route = first;
	if (route !== plainRoute) {
		log.emit({type: 'kill-route', route});
	}

	/** @returns When it was handed to mysql2, which writes it in the same turn, in ms on the log's clock. */
	const send = ({
		connection,
		kill,
		connectionId,
		statement,
		onRefused,
		onAcknowledged,
	}: Sending) => {
		// Not after it: the kernel may run the server's thread first, which has answered then.
		const sentAt = log.now();
		let isAcknowledged = false;
		const command = connection.query<RowDataPacket[][]>(
			thread.type === 'hidden'
				? statement
				: `${statement}; ${threadQuery(thread, connectionId)}`,
			(error, results) => {
				if (error && !isAcknowledged) {
					onRefused(error);
				} else if (error) {
					const failure = toFailure(error);
					const thread = {type: 'hidden', why: failure.message} as const;
					log.emit({type: 'kill-view', kill, thread});
					control.failed(connection, failure);
				} else {
					log.emit({
						type: 'kill-view',
						kill,
						// The look comes last: a procedure may return its own results before it.
						thread:
							thread.type === 'hidden'
								? thread
								: toThread(results.at(-1) ?? [], connectionId),
					});
				}
			},
		);
		// Rows do not raise this event: it is the OK of the KILL, or the one that ends a CALL after all its results.
		command.once('result', () => {
			isAcknowledged = true;
			log.emit({type: 'kill-acknowledged', kill});
			onAcknowledged?.();
		});
		return sentAt;
	};

	return {
		kill(kind, connectionId, {keyAt, aim} = {}) {
			const connection = control.current();
			if (!connection) {
				log.emit({type: 'kill-missed', kind});
				return;
			}

			kills++;
			const kill = kills;
			const target = {connectionId, queryId: log.state().run?.queryId};
			const statement = killStatement(kind, target, route);
			const next = fallback && killStatement(kind, target, fallback);
			const refuse = (error: QueryError) => {
				const failure = toFailure(error);
				log.emit({type: 'kill-refused', kill, failure});
				control.failed(connection, failure);
			};

			const sending = {connection, kill, connectionId};
			const sentAt = send({
				...sending,
				statement,
				onRefused(error) {
					if (
						error.errno !== killDenied ||
						next === undefined ||
						next === statement
					) {
						refuse(error);
						return;
					}

					const againAt = send({
						...sending,
						statement: next,
						onRefused: refuse,
						onAcknowledged() {
							if (fallback && route !== fallback) {
								route = fallback;
								log.emit({type: 'kill-route', route});
							}
						},
					});
					const failure = toFailure(error);
					log.emit(
						{type: 'kill-rerouted', kill, failure, statement: next},
						againAt,
					);
				},
			});
			log.emit(
				{
					type: 'kill-sent',
					kill,
					kind,
					connectionId,
					statement,
					...(keyAt !== undefined && {keyAt}),
					...(aim && {aim}),
				},
				sentAt,
			);
		},
	};
}

type Sending = {
	readonly connection: Connection;
	readonly kill: number;
	readonly connectionId: string;
	readonly statement: string;
	readonly onRefused: (error: QueryError) => void;
	readonly onAcknowledged?: () => void;
};
