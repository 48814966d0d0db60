import {type Connection} from 'mysql2';
import {type AttachLog} from '../../lab/attach/attach-log.js';
import {type KillKind} from '../../lab/events/kill.js';
import {killDenied, noSuchThread} from '../../lab/history/effect.js';
import {type KillRoutes} from '../../lab/kills/choose-route.js';
import {killStatement} from '../../lab/kills/route.js';
import {
	isConnectionLost,
	toFailure,
	type Failure,
} from '../../server/failure.js';
import {queryPromptly} from '../../server/query-promptly.js';

/** A kill of somebody's connection. */
export type KillRequest = {
	readonly kind: KillKind;
	readonly connectionId: string;
	/** MariaDB's QUERY_ID of what it runs; absent: not known. */
	readonly queryId?: string | undefined;
	readonly routes: KillRoutes;
	/** When the key was read, in ms on the log's clock; absent: no key. */
	readonly keyAt?: number;
};

/**
Sends a KILL at once: the packet is on its way before this returns. If the server refuses it and there is another route, that one follows.

@returns Why the server refused it; `undefined`: it has accepted it.
@throws mysql2's error, when the connection is lost.
*/
export async function sendKill(
	connection: Connection,
	{kind, connectionId, queryId, routes, keyAt}: KillRequest,
	log: AttachLog,
): Promise<string | undefined> {
	const target = {connectionId, queryId};
	const statement = killStatement(kind, target, routes.first);
	// Not after it: the kernel may run the server's thread first, which has answered then.
	const sentAt = log.now();
	const answer = tryToSend(connection, statement);
	log.emit(
		{
			type: 'kill-sent',
			kind,
			statement,
			...(keyAt !== undefined && {keyAt}),
		},
		sentAt,
	);
	const failure = await answer;
	const next = routes.fallback && killStatement(kind, target, routes.fallback);
	if (
		failure?.errno !== killDenied ||
		next === undefined ||
		next === statement
	) {
		return answered(connectionId, statement, failure, log);
	}

	const sentAgainAt = log.now();
	const further = tryToSend(connection, next);
	log.emit({type: 'kill-rerouted', failure, statement: next}, sentAgainAt);
	return answered(connectionId, next, await further, log);
}

function answered(
	connectionId: string,
	statement: string,
	failure: Failure | undefined,
	{emit}: AttachLog,
): string | undefined {
	if (!failure) {
		emit({type: 'kill-accepted'});
		return undefined;
	}

	const why = explainRefusal(connectionId, statement, failure);
	emit({type: 'kill-refused', why});
	return why;
}

async function tryToSend(
	connection: Connection,
	statement: string,
): Promise<Failure | undefined> {
	try {
		await queryPromptly(connection, statement);
		return undefined;
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure)) {
			throw error;
		}

		return failure;
	}
}

function explainRefusal(
	connectionId: string,
	statement: string,
	{errno, message}: Failure,
): string {
	switch (errno) {
		case noSuchThread: {
			return `${statement} was refused (1094): connection ${connectionId} has ended by itself, or is a thread that can't be killed.`;
		}

		case killDenied: {
			return `${statement} was refused (1095): this account may kill only its own connections. It needs CONNECTION_ADMIN (MariaDB: CONNECTION ADMIN) or SUPER, and on MySQL SYSTEM_USER if the other account has that.`;
		}

		default: {
			return `${statement} was refused: ${message}.`;
		}
	}
}
