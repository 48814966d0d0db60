import {type KeyObject} from 'node:crypto';
import {type Socket} from 'node:net';
import mysql, {type Connection, type SslOptions} from 'mysql2';
import {type PublicKeySource, type Server} from './address.js';
import {ConnectFailure} from './connect-failure.js';
import {isDenied} from './explain-login.js';
import {toFailure} from './failure.js';
import {connectError, openSocket, type Greeting} from './greeting.js';
import {register} from './known-connections.js';
import {localInfile} from './local-infile.js';
import {
	loginPlugins,
	markLoginPackets,
	unspokenError,
} from './login-plugins.js';
import {readPublicKey} from './pem.js';
import {usualConnectTimeout} from './server-numbers.js';
import {hangUp, madeOf} from './statement.js';
import {isOptional, readTlsOptions, tlsError} from './tls.js';

// For each set of columns mysql2 compiles a parser, and it keeps 15,000 of them. A column without a name is named after its expression, so that each GET_LOCK() of a run has one of its own [measured: 281 more after 350 runs].
mysql.setMaxParserCache(100);

/**
Opens a connection, encrypted as asked. It always has an `error` listener, because mysql2 would otherwise end the process when an idle connection is killed.

@param options.loadsLines - It runs LOAD DATA LOCAL.

@throws {ConnectFailure} when the server can't be reached in time, refuses the account, or is not encrypted as asked; {Refusal} when a file for the encryption can't be used.
*/
export async function connect(
	server: Server,
	{multipleStatements = false, loadsLines = false} = {},
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
			// The time that is left; 0 would mean forever.
			timeout: Math.max(1, timeout - (performance.now() - began)),
			multipleStatements,
			loadsLines,
		});
		register(connection, server);
		return connection;
	} catch (error: unknown) {
		throw new ConnectFailure(server, toFailure(error), {
			cause: error,
			...(greeting?.type === 'greeting' && {product: greeting}),
		});
	}
}

/** Drops the encryption if it is optional and the server does not support it. If it is required, mysql2 refuses such a server. */
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
		loadsLines,
	}: {
		socket: Socket;
		greeting: Greeting;
		knownKey: KeyObject | undefined;
		ssl: SslOptions | undefined;
		timeout: number;
		multipleStatements: boolean;
		loadsLines: boolean;
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
		// Node compares the certificate with this name. mysql2 sets none for an IP address, and Node would then compare it with `localhost` [measured].
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
		...localInfile(loadsLines),
		charset: 'utf8mb4',
		// By default mysql2 makes room for 16,000 with each connection, which takes 0.5 MB [measured].
		maxPreparedStatements: 16,
		supportBigNumbers: true,
		bigNumberStrings: true,
		connectAttributes: {program_name: 'kill-lab'}, // eslint-disable-line @typescript-eslint/naming-convention
	});
	madeOf(connection, socket);
	const endLogin = markLoginPackets(connection);
	// It was paused after its first packet was read.
	socket.resume();

	return new Promise((resolve, reject) => {
		// Stays as long as the connection: a later error reaches the command that hits it.
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

/** What a socket says of a server that has gone: to mysql2, by the server's end or by an error. */
const closed: ReadonlySet<string> = new Set([
	'PROTOCOL_CONNECTION_LOST',
	'ECONNRESET',
	'EPIPE',
]);

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

	if (code !== undefined && closed.has(code)) {
		return connectError('CLOSED_IN_LOGIN', code);
	}

	return isDenied(errno) && unspoken.size > 0
		? unspokenError(unspoken)
		: tlsError(error, connection);
}

/** How long a server may take to close a connection cleanly, in ms. */
const closeLimit = 1000;

/** Closes a connection cleanly, even if it is already closed. If the server does not close it, it is dropped. */
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
