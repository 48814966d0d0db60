import {type Connection} from 'mysql2';
import {Refusal} from '../../refusal.js';
import {type Server} from '../../server/address.js';
import {connect} from '../../server/connect.js';
import {queryPromptly} from '../../server/query-promptly.js';
import {hangUp} from '../../server/statement.js';
import {isConnectionLost, toFailure} from '../../server/failure.js';
import {
	sessionSettings,
	settleOne,
	settleStatement,
} from './session-settings.js';

/** ER_NEW_ABORTING_CONNECTION: the reason why `init_connect` failed is only in the server's log [measured on both servers]. */
const initConnectFailed = 1184;

/**
Makes what a connection's statements mean independent of the server's defaults, the account's and `init_connect`: see `sessionSettings`. Changes nothing for others.

If a server does not accept all of them at once, each is set on its own: what the server does not know does not matter there, and the preflight finds what it refuses by reading the session's values.

Finally, a transaction that `init_connect` began is ended: in it a look would see old data.

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

/** Whether the server accepts a statement. @throws mysql2's error, when the connection is lost. */
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
Opens a connection for the lab, with its session settings.

@param options.loadsLines - It runs LOAD DATA LOCAL.
@param options.further - Another statement that it needs.
@throws {ConnectFailure} as `connect` does; {Refusal} when `init_connect` fails; mysql2's error, when the connection is lost. The connection is closed then.
*/
export async function openConnection(
	server: Server,
	{
		multipleStatements = false,
		loadsLines = false,
		further,
	}: {
		readonly multipleStatements?: boolean;
		readonly loadsLines?: boolean;
		readonly further?: string;
	} = {},
): Promise<Connection> {
	const connection = await connect(server, {multipleStatements, loadsLines});
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
