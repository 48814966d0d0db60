import mysql, {type Connection, type RowDataPacket} from 'mysql2';
import {type Server} from './address.js';

/** How long a server may take to greet unless it is said, in ms. */
const usualConnectTimeout = 10_000;

/**
Opens a connection. Its `error` event is always listened to, because mysql2 would otherwise end the process when an idle connection is killed.

@throws mysql2's error, when the server can't be reached or refuses the account.
*/
export async function connect(
	server: Server,
	{multipleStatements = false} = {},
): Promise<Connection> {
	const {address, user, password, tls, connectTimeout} = server;
	const connection = mysql.createConnection({
		...(address.type === 'socket'
			? {socketPath: address.path}
			: {host: address.host, port: address.port}),
		user,
		...(password !== undefined && {password}),
		...(tls && {ssl: {rejectUnauthorized: false}}),
		connectTimeout: connectTimeout ?? usualConnectTimeout,
		multipleStatements,
		charset: 'utf8mb4',
		supportBigNumbers: true,
		bigNumberStrings: true,
		connectAttributes: {program_name: 'kill-lab'}, // eslint-disable-line @typescript-eslint/naming-convention
	});

	return new Promise((resolve, reject) => {
		connection.on('error', reject);
		connection.once('connect', () => {
			resolve(connection);
		});
	});
}

/**
Runs one statement and returns its rows; none for a statement without a result.

Sent as text: `KILL` fails with 6413 as a prepared statement.

@throws mysql2's error.
*/
export async function query(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<RowDataPacket[]> {
	return new Promise((resolve, reject) => {
		connection.query<RowDataPacket[]>(sql, [...values], (error, rows) => {
			if (error) {
				reject(error);
			} else {
				resolve(Array.isArray(rows) ? rows : []);
			}
		});
	});
}

/**
The connection's id, which a KILL on the same way to the server needs. A string, because ids can exceed 2^53, and not from the handshake, because proxies rewrite that one.

The text is the very one that proxies answer themselves, so that the rendezvous finds them out.
*/
export async function readConnectionId(
	connection: Connection,
): Promise<string> {
	const [row] = await query(connection, 'SELECT CONNECTION_ID()');
	return String(row?.['CONNECTION_ID()']);
}

/** Closes a connection in good order, and does not mind if it is closed already. */
export async function disconnect(connection: Connection): Promise<void> {
	return new Promise(resolve => {
		connection.end(() => {
			resolve();
		});
	});
}
