import {type Connection} from 'mysql2';
import {type Server} from '../server/address.js';
import {connect, hangUp, queryPromptly} from '../server/connect.js';

/** How long a connection of the lab may be idle or stall in mid-packet, in seconds: the servers' default. */
const idleLimit = 28_800;

/**
Makes a connection of the lab independent of the server's limits on time, which would else end what only a kill is to end. Needs no privilege, and changes nothing for others.

- A `wait_timeout` of seconds closes the idle control connection, and one that stalls in mid-packet: MySQL with 1159 [measured on both servers]. `net_read_timeout` does neither [measured].
- `max_execution_time` (MySQL) and `max_statement_time` (MariaDB) end the SELECTs that compare the hashes.
- `idle_transaction_timeout` (MariaDB) closes the work connection while a file is made or the upload is paused [measured].

Each server skips the comment that is for the other one [measured].

@throws mysql2's error.
*/
async function settleSession(connection: Connection): Promise<void> {
	await queryPromptly(
		connection,
		`SET SESSION wait_timeout = ${idleLimit}
		/*!50708 , SESSION max_execution_time = 0 */
		/*M!100300 , SESSION max_statement_time = 0, SESSION idle_transaction_timeout = 0, SESSION idle_write_transaction_timeout = 0 */`,
	);
}

/**
Opens a connection of the lab, settled.

@param options.further - A statement that it needs besides.
@throws {ConnectFailure} as `connect` does; mysql2's error, when it can't be settled: it is let go then.
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
		throw error;
	}
}
