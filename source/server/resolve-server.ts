import {type Address, type Server} from './address.js';
import {type ClientOptions} from './client-options.js';
import {type OptionFileChoice} from './option-files.js';
import {type Password} from './password.js';
import {parsePort, wrongPort} from './server-numbers.js';
import {readUri, type GivenUri} from './server-uri.js';
import {choosePublicKey, chooseTls, type GivenTls} from './tls-words.js';

/** What the command line says about a server. */
export type GivenServer = {
	readonly uri?: string;
	readonly host?: string;
	readonly port?: string;
	readonly socket?: string;
	readonly user?: string;
	readonly password?: Password;
	readonly database?: string;
	readonly tls?: GivenTls;
	/** Ms. */
	readonly connectTimeout?: number;
};

/** What else the choice of a server depends on. */
export type ServerEnvironment = {
	/** `MYSQL_HOST`. */
	readonly host?: string;
	/** `MYSQL_TCP_PORT`. */
	readonly port?: string;
	/** `MYSQL_UNIX_PORT`. */
	readonly socket?: string;
	/** `MYSQL_PWD`. */
	readonly password?: string;
	/** The name of the operating system's user: the default user, as in the mysql client. */
	readonly userName: string;
	/** The socket that `localhost` means. */
	readonly localSocket: string;
	/** Reads the option files: only for a named server. @throws {Refusal} when they can't be read. */
	readonly readOptions?: (choice: OptionFileChoice) => ClientOptions;
};

/** A named server. */
export type NamedServer = {
	readonly server: Server;
	/** The password still has to be asked for. */
	readonly asksPassword?: true;
	/** The schema for the lab's table. */
	readonly database?: string;
};

const defaultPort = 3306;

/**
Reads which server is meant. The command line and the URI win over the option files, and those over the environment, as in the mysql client.

`localhost` means its socket, unless the command line or the URI names a port too. A port in a file does not make it TCP: many files have one.

@returns The server and its schema, or what is wrong.
*/
export function nameServer(
	words: GivenServer,
	files: ClientOptions,
	surroundings: ServerEnvironment,
): NamedServer | {readonly wrong: string} {
	const uri = words.uri === undefined ? {tls: {}} : readUri(words.uri);
	if ('wrong' in uri) {
		return uri;
	}

	if (uri.host !== undefined && (words.host ?? words.socket)) {
		return {wrong: 'Name the server only once: by URI, -h or -S.'};
	}

	const {socket} = words;
	const host = words.host ?? uri.host;
	const port = words.port ?? uri.port;
	if (host !== undefined && socket !== undefined) {
		return {wrong: 'Name the server only once: by -h or -S.'};
	}

	const address = readAddress({host, port, socket}, files, surroundings);
	if (typeof address === 'string') {
		return {wrong: address};
	}

	const password = choosePassword(words, uri, files, surroundings);
	const tlsWords = {...files.tls, ...uri.tls, ...words.tls};
	const tls = chooseTls(tlsWords, address);
	const publicKey = choosePublicKey(tlsWords);
	const connectTimeout = words.connectTimeout ?? files.connectTimeout;
	const database = words.database ?? uri.database ?? files.database;
	return {
		server: {
			address,
			user: words.user ?? uri.user ?? files.user ?? surroundings.userName,
			...(password?.type === 'known' && {password: password.text}),
			...(tls && {tls}),
			...(publicKey && {publicKey}),
			...(connectTimeout !== undefined && {connectTimeout}),
		},
		...(password?.type === 'asked' && {asksPassword: true}),
		...(database !== undefined && {database}),
	};
}

function readAddress(
	words: Pick<GivenServer, 'host' | 'port' | 'socket'>,
	files: ClientOptions,
	surroundings: ServerEnvironment,
): Address | string {
	const fromEnvironment = surroundings.port;
	if (words.port !== undefined && parsePort(words.port) === undefined) {
		return wrongPort(words.port);
	}

	if (fromEnvironment !== undefined && !parsePort(fromEnvironment)) {
		return `MYSQL_TCP_PORT: ${wrongPort(fromEnvironment)}`;
	}

	if (words.socket !== undefined) {
		return {type: 'socket', path: words.socket};
	}

	const host = withoutBrackets(
		words.host ?? files.host ?? surroundings.host ?? 'localhost',
	);
	const wrong = wrongHost(host);
	if (wrong !== undefined) {
		return wrong;
	}

	if (host === 'localhost' && words.port === undefined && !files.isTcp) {
		return {type: 'socket', path: files.socket ?? surroundings.localSocket};
	}

	const port =
		parsePort(words.port ?? '') ??
		files.port ??
		parsePort(fromEnvironment ?? '') ??
		defaultPort;
	return {type: 'tcp', host, port};
}

/** An IPv6 address may be written as in a URI. */
function withoutBrackets(host: string): string {
	return host.replace(/^\[(.*)]$/, '$1');
}

/** What is wrong with an invalid host. It is not repeated: it may be a misplaced password. */
function wrongHost(host: string): string | undefined {
	if (host.includes('/')) {
		return 'A host has no / in it. Use -S for a socket.';
	}

	return /^[^:]*:\d*$/.test(host)
		? 'A host has no port in it. Use -P for the port.'
		: undefined;
}

function choosePassword(
	words: GivenServer,
	uri: GivenUri,
	files: ClientOptions,
	surroundings: ServerEnvironment,
): Password | undefined {
	const known = (text: string | undefined): Password | undefined =>
		text === undefined ? undefined : {type: 'known', text};
	return (
		words.password ??
		known(uri.password) ??
		files.password ??
		known(surroundings.password)
	);
}
