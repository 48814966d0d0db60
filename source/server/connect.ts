import {type KeyObject} from 'node:crypto';
import {type Socket} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import mysql, {
	type Connection,
	type RowDataPacket,
	type SslOptions,
} from 'mysql2';
import {type PublicKeySource, type Server} from './address.js';
import {ConnectFailure} from './connect-failure.js';
import {isDenied} from './explain-login.js';
import {toFailure} from './failure.js';
import {connectError, openSocket, type Greeting} from './greeting.js';
import {localInfile} from './local-infile.js';
import {
	loginPlugins,
	markLoginPackets,
	unspokenError,
} from './login-plugins.js';
import {readPublicKey} from './pem.js';
import {openSecondEye} from './second-look.js';
import {hangUp, madeOf, query} from './statement.js';
import {isOptional, readTlsOptions, tlsError} from './tls.js';

/** How long a server may take until a connection is ready unless it is said, in ms. */
const usualConnectTimeout = 10_000;

/** Where the connections lead. */
const servers = new WeakMap<Connection, Server>();

/**
Opens a connection, encrypted as asked. Its `error` event is always listened to, because mysql2 would otherwise end the process when an idle connection is killed.

@throws {ConnectFailure} when the server can't be reached in time, refuses the account, or is not encrypted as asked; {Refusal} when a file for the encryption can't be used.
*/
export async function connect(
	server: Server,
	{multipleStatements = false} = {},
): Promise<Connection> {
	const ssl = await readTlsOptions(server);
	const knownKey = await readKnownKey(server.publicKey);
	const began = performance.now();
	const timeout = server.connectTimeout ?? usualConnectTimeout;

	let greeting: Greeting | undefined;
	try {
		const opened = await openSocket(server.address, {timeout});
		({greeting} = opened);
		const connection = await logIn(server, {
			socket: opened.socket,
			greeting,
			knownKey,
			ssl: chooseTls(server, greeting, ssl),
			// What is left of the time; 0 would be for ever.
			timeout: Math.max(1, timeout - (performance.now() - began)),
			multipleStatements,
		});
		servers.set(connection, server);
		own.add(String(connection.threadId));
		return connection;
	} catch (error: unknown) {
		throw new ConnectFailure(server, toFailure(error), {
			cause: error,
			...(greeting?.type === 'greeting' && {product: greeting}),
		});
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

async function readKnownKey(
	source: PublicKeySource | undefined,
): Promise<KeyObject | undefined> {
	return source?.type === 'file'
		? readPublicKey('--server-public-key-path', source.path)
		: undefined;
}

async function logIn(
	{address, user, password, publicKey}: Server,
	{
		socket,
		greeting,
		knownKey,
		ssl,
		timeout,
		multipleStatements,
	}: {
		socket: Socket;
		greeting: Greeting;
		knownKey: KeyObject | undefined;
		ssl: SslOptions | undefined;
		timeout: number;
		multipleStatements: boolean;
	},
): Promise<Connection> {
	const isTcp = address.type === 'tcp';
	const {plugins, unspoken} = loginPlugins(
		greeting.type === 'greeting' ? greeting.flavour : 'mysql',
		{
			isLocal: !isTcp,
			knownKey,
			asksForKey: publicKey?.type === 'server',
		},
	);
	const connection = mysql.createConnection({
		// Node compares the certificate with this name. mysql2 names none for an IP address, and then it would be compared with `localhost` [measured].
		stream: Object.assign(socket, isTcp && {_host: address.host}),
		...(isTcp
			? {host: address.host, port: address.port}
			: {socketPath: address.path}),
		user,
		...(password !== undefined && {password}),
		...(ssl && {ssl}),
		connectTimeout: timeout,
		multipleStatements,
		authPlugins: plugins,
		...localInfile,
		charset: 'utf8mb4',
		supportBigNumbers: true,
		bigNumberStrings: true,
		connectAttributes: {program_name: 'kill-lab'}, // eslint-disable-line @typescript-eslint/naming-convention
	});
	madeOf(connection, socket);
	const endLogin = markLoginPackets(connection);
	// It was paused when its first packet had been read.
	socket.resume();

	return new Promise((resolve, reject) => {
		// Stays for as long as the connection: a later one is told to the command that meets it.
		connection.on('error', (error: Error) => {
			if (!connection.authorized) {
				socket.destroy();
			}

			reject(loginError(error, connection, unspoken));
		});
		connection.once('connect', () => {
			endLogin();
			resolve(connection);
		});
	});
}

/** What an error of mysql2's login means. */
function loginError(
	error: Error,
	connection: Connection,
	unspoken: ReadonlySet<string>,
): Error {
	const {code, errno} = toFailure(error);
	if (code === 'ETIMEDOUT') {
		return connectError('HANDSHAKE_TIMEOUT', 'the handshake stalls');
	}

	return isDenied(errno) && unspoken.size > 0
		? unspokenError(unspoken)
		: tlsError(error, connection);
}

/** A statement that has no answer for so long, in ms, is asked about. Twice this, and it is given up. */
const silenceLimit = 7500;

/**
Runs one statement outside of the experiment, and returns its rows. It may wait on the server for as long as it has to: another connection sees it there. A server, or a network, that says nothing is given up: the connection is let go of.

@throws mysql2's error; one with the code `NO_ANSWER`, which says who is silent, when it is given up.
*/
export async function queryPromptly(
	connection: Connection,
	sql: string,
	values: ReadonlyArray<string | number> = [],
): Promise<RowDataPacket[]> {
	const answered = new AbortController();
	try {
		return await Promise.race([
			query(connection, sql, values),
			untilSilent(connection, answered.signal),
		]);
	} finally {
		answered.abort();
	}
}

/** Rejects when a connection has been silent for too long: it is let go of then; or when the signal is aborted. */
async function untilSilent(
	connection: Connection,
	signal: AbortSignal,
): Promise<never> {
	let before: Suspicion | undefined;
	let cost = 0;
	for (;;) {
		await wait(silenceLimit - cost, undefined, {signal});
		const began = performance.now();
		const suspected = await suspect(connection);
		cost = performance.now() - began;
		signal.throwIfAborted();
		if (suspected !== undefined && suspected === before) {
			hangUp(connection);
			throw noAnswer(suspected);
		}

		before = suspected;
	}
}

/** Who seems to be silent. */
type Suspicion = 'server' | 'connection';

/** Whether a statement that has no answer is not at work on the server, as far as another connection sees. */
async function suspect(connection: Connection): Promise<Suspicion | undefined> {
	const server = servers.get(connection);
	if (!server) {
		return undefined;
	}

	const eye = openSecondEye(server, connect);
	const seen = await eye.look();
	eye.close();
	if (seen.type !== 'answered') {
		return seen.type === 'silent' ? 'server' : undefined;
	}

	// Where nobody else gets in, the statement waits for a thread, and is not at work yet.
	const id = knownId(connection);
	const thread = seen.processes.find(({connectionId}) => connectionId === id);
	return seen.isShut || (thread && thread.command !== 'Sleep')
		? undefined
		: 'connection';
}

/** It ends the connection, as mysql2's fatal errors do. */
function noAnswer(silent: Suspicion): Error {
	const limit = `no answer within ${(2 * silenceLimit) / 1000} s`;
	return Object.assign(
		new Error(
			silent === 'server'
				? `${limit}, and none to a new connection. The server is stopped, all of its threads are busy, or the network is cut`
				: `${limit}, while the server answers another connection and is not at work for this one. Something between them has dropped it`,
		),
		{code: 'NO_ANSWER', fatal: true},
	);
}

/** The ids of all connections of this process. */
const own = new Set<string>();

/** Whether a connection is one of the lab's, now or before. */
export function isOwn(connectionId: string): boolean {
	return own.has(connectionId);
}

/** By what a connection is known on the server. */
const ids = new WeakMap<Connection, string>();

/** The connection's id, as far as it was asked for: else that of the handshake, which a proxy may have rewritten. */
export function knownId(connection: Connection): string {
	return ids.get(connection) ?? String(connection.threadId);
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
	const id = String(row?.['CONNECTION_ID()']);
	ids.set(connection, id);
	own.add(id);
	return id;
}

export {hangUp, query} from './statement.js';

/** How long a server may take to close a connection in good order, in ms. */
const closeLimit = 1000;

/** Closes a connection in good order, and does not mind if it is closed already. One that the server does not close is let go of. */
export async function disconnect(connection: Connection): Promise<void> {
	return new Promise(resolve => {
		const timer = setTimeout(() => {
			hangUp(connection);
			resolve();
		}, closeLimit);
		connection.end(() => {
			clearTimeout(timer);
			resolve();
		});
	});
}
