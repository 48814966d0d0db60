import {type Connection} from 'mysql2';
import {Refusal} from '../refusal.js';
import {type Server} from '../server/address.js';
import {connect} from '../server/connect.js';
import {queryPromptly} from '../server/query-promptly.js';
import {hangUp} from '../server/statement.js';
import {isConnectionLost, toFailure} from '../server/failure.js';
import {
	sessionSettings,
	settleOne,
	settleStatement,
} from './session-settings.js';

/** ER_NEW_ABORTING_CONNECTION: what `init_connect` failed with is in the server's log only [measured on both servers]. */
const initConnectFailed = 1184;

/**
Makes what a connection's statements mean independent of the server's defaults, the account's and `init_connect`: see `sessionSettings`. Changes nothing for others.

A server that does not take one of them is asked for each by itself: what it does not know does not matter there, and what it refuses is found by the preflight, which reads what the session has become.

Last of all, a transaction that `init_connect` has begun is ended: in it a look would see the data of its beginning.

@throws mysql2's error, when the connection is lost.
*/
async function settleSession(connection: Connection): Promise<void> {
	if (!(await isTaken(connection, settleStatement))) {
		for (const setting of sessionSettings) {
			await isTaken(connection, settleOne(setting));
		}
	}

	await queryPromptly(connection, 'ROLLBACK');
}

/** Whether the server takes a statement. @throws mysql2's error, when the connection is lost. */
async function isTaken(connection: Connection, sql: string): Promise<boolean> {
	try {
		await queryPromptly(connection, sql);
		return true;
	} catch (error: unknown) {
		const failure = toFailure(error);
		if (isConnectionLost(failure) || failure.errno === initConnectFailed) {
			throw error;
		}

		return false;
	}
}

/**
Opens a connection of the lab, settled.

@param options.further - A statement that it needs besides.
@throws {ConnectFailure} as `connect` does; {Refusal} when `init_connect` fails; mysql2's error, when the connection is lost. It is let go then.
*/
export async function openSettled(
	server: Server,
	{
		multipleStatements = false,
		further,
	}: {readonly multipleStatements?: boolean; readonly further?: string} = {},
): Promise<Connection> {
	const connection = await connect(server, {multipleStatements});
	try {
		await settleSession(connection);
		if (further !== undefined) {
			await queryPromptly(connection, further);
		}

		return connection;
	} catch (error: unknown) {
		hangUp(connection);
		throw toFailure(error).errno === initConnectFailed
			? new Refusal(
					`The server's init_connect fails for ${server.user}, so the server closes the connection (1184). Ask the server's administrators to fix it (SELECT @@GLOBAL.init_connect shows it), or use an account that it does not run for: one with CONNECTION_ADMIN, or CONNECTION ADMIN on MariaDB.`,
					{cause: error},
				)
			: error;
	}
}
