import {type Socket} from 'node:net';
import mysql, {
	type Connection,
	type RowDataPacket,
	type SslOptions,
} from 'mysql2';
import {type Server} from './address.js';
import {ConnectFailure} from './connect-failure.js';
import {toFailure} from './failure.js';
import {endPending, endWithConnection} from './pending.js';
import {connectError, openSocket, type Greeting} from './greeting.js';
import {withValues} from './literal.js';
import {isOptional, readTlsOptions, tlsError} from './tls.js';

/** How long a server may take until a connection is ready unless it is said, in ms. */
const usualConnectTimeout = 10_000;

/** What the connections are made of. */
const sockets = new WeakMap<Connection, Socket>();

/**
Opens a connection, encrypted as asked. Its `error` event is always listened to, because mysql2 would otherwise end the process when an idle connection is killed.

@throws {ConnectFailure} when the server can't be reached in time, refuses the account, or is not encrypted as asked; {Refusal} when a file for the encryption can't be used.
*/
export async function connect(
	server: Server,
	{multipleStatements = false} = {},
): Promise<Connection> {
	const ssl = await readTlsOptions(server);
	const began = performance.now();
	const timeout = server.connectTimeout ?? usualConnectTimeout;

	try {
		const {socket, greeting} = await openSocket(server.address, {timeout});
		return await logIn(server, {
			socket,
			ssl: chooseTls(server, greeting, ssl),
			// What is left of the time; 0 would be for ever.
			timeout: Math.max(1, timeout - (performance.now() - began)),
			multipleStatements,
		});
	} catch (error: unknown) {
		throw new ConnectFailure(server, toFailure(error), {cause: error});
	}
}

/** Leaves the encryption out where it is optional and the server can't. A server that must and can't is refused by mysql2. */
function chooseTls(
	{tls}: Server,
	greeting: Greeting,
	ssl: SslOptions | undefined,
): SslOptions | undefined {
	const can = greeting.type === 'greeting' && greeting.offersTls;
	return tls && isOptional(tls) && !can ? undefined : ssl;
}

async function logIn(
	{address, user, password}: Server,
	{
		socket,
		ssl,
		timeout,
		multipleStatements,
	}: {
		socket: Socket;
		ssl: SslOptions | undefined;
		timeout: number;
		multipleStatements: boolean;
	},
): Promise<Connection> {
	const isTcp = address.type === 'tcp';
	const connection = mysql.createConnection({
		// Node compares the certificate with this name. mysql2 names none for an IP address, and then it would be compared with `localhost` [measured].
		stream: Object.assign(socket, isTcp && {_host: address.host}),
		// Besides, mysql2 sends a password in clear text over a unix socket, which is as private as TLS.
		...(isTcp
			? {host: address.host, port: address.port}
			: {socketPath: address.path}),
		user,
		...(password !== undefined && {password}),
		...(ssl && {ssl}),
		connectTimeout: timeout,
		multipleStatements,
		charset: 'utf8mb4',
		supportBigNumbers: true,
		bigNumberStrings: true,
		connectAttributes: {program_name: 'kill-lab'}, // eslint-disable-line @typescript-eslint/naming-convention
	});
	sockets.set(connection, socket);
	// It was paused when its first packet had been read.
	socket.resume();

	return new Promise((resolve, reject) => {
		// Stays for as long as the connection: a later one is told to the command that meets it.
		connection.on('error', (error: Error) => {
			if (!connection.authorized) {
				socket.destroy();
			}

			const isLate = toFailure(error).code === 'ETIMEDOUT';
			reject(
				isLate
					? connectError('HANDSHAKE_TIMEOUT', 'the handshake stalls')
					: tlsError(error, connection),
			);
		});
		connection.once('connect', () => {
			resolve(connection);
		});
	});
}

/**
Runs one statement and returns its rows; none for a statement without a result.

Sent as text: `KILL` fails with 6413 as a prepared statement.

@param values - One for each question mark, when there are any.
@throws mysql2's error; one with the code `LET_GO` when the connection is hung up before the answer.
*/
export async function query(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<RowDataPacket[]> {
	const statement = withValues(sql, values);
	return new Promise((resolve, reject) => {
		const answered = endWithConnection(connection, reject);
		connection.query<RowDataPacket[]>(statement, (error, rows) => {
			answered();
			if (error) {
				reject(error);
			} else {
				resolve(Array.isArray(rows) ? rows : []);
			}
		});
	});
}

/** How long a server may take to answer what needs no lock and little work, in ms. */
const promptLimit = 15_000;

/**
Runs one statement that a server can answer at once, and returns its rows. A server, or a network, that says nothing is given up: the connection is let go of.

@throws mysql2's error; one with the code `NO_ANSWER` when the time is up.
*/
export async function queryPromptly(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<RowDataPacket[]> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			hangUp(connection);
			reject(noAnswer());
		}, promptLimit);
		query(connection, sql, values)
			.then(resolve, reject)
			.finally(() => {
				clearTimeout(timer);
			});
	});
}

/** It ends the connection, as mysql2's fatal errors do. */
function noAnswer(): Error {
	return Object.assign(new Error(`no answer within ${promptLimit / 1000} s`), {
		code: 'NO_ANSWER',
		fatal: true,
	});
}

/**
The connection's id, which a KILL on the same way to the server needs. A string, because ids can exceed 2^53, and not from the handshake, because proxies rewrite that one.

The text is the very one that proxies answer themselves, so that the rendezvous finds them out.

@param ask - How it is asked; absent: as what a server answers at once.
*/
export async function readConnectionId(
	connection: Connection,
	ask = queryPromptly,
): Promise<string> {
	const [row] = await ask(connection, 'SELECT CONNECTION_ID()');
	return String(row?.['CONNECTION_ID()']);
}

/** Lets go of a connection at once, and ends the statements that wait for an answer on it. mysql2's own destroy() waits for the server to close its side, and a server at work does not [measured]: the process would stay. */
export function hangUp(connection: Connection): void {
	connection.destroy();
	sockets.get(connection)?.destroy();
	endPending(connection);
}

/** Closes a connection in good order, and does not mind if it is closed already. */
export async function disconnect(connection: Connection): Promise<void> {
	return new Promise(resolve => {
		connection.end(() => {
			resolve();
		});
	});
}
