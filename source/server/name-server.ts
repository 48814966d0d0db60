import {type Address, type Server} from './address.js';

/** What the command line says of a server, as text. */
export type ServerWords = {
	readonly uri?: string;
	readonly host?: string;
	readonly port?: string;
	readonly socket?: string;
	readonly user?: string;
	readonly database?: string;
};

/** What a server's name depends on besides the command line. */
export type Surroundings = {
	/** `MYSQL_PWD`. */
	readonly password?: string;
	/** The name of the operating system's user: the user when none is named, as in the mysql client. */
	readonly userName: string;
	/** The socket that `localhost` stands for. */
	readonly localSocket: string;
};

const defaultPort = 3306;

/**
Reads which server is meant. `localhost` is its socket, as for the mysql client, unless a port is named too.

@returns The server and the schema it names, or what is wrong with the words.
*/
export function nameServer(
	words: ServerWords,
	surroundings: Surroundings,
): {server: Server; database?: string} | {wrong: string} {
	const fromUri = readUri(words.uri);
	if ('wrong' in fromUri) {
		return fromUri;
	}

	if (fromUri.host !== undefined && (words.host ?? words.socket)) {
		return {wrong: 'Name the server once: by its URI, or by -h or -S.'};
	}

	const {socket} = words;
	const host = words.host ?? fromUri.host;
	const port = words.port ?? fromUri.port;
	if (host !== undefined && socket !== undefined) {
		return {wrong: 'Name the server once: by -h or by -S.'};
	}

	const address = readAddress({host, port, socket}, surroundings);
	if (typeof address === 'string') {
		return {wrong: address};
	}

	const user = words.user ?? fromUri.user ?? surroundings.userName;
	const password = fromUri.password ?? surroundings.password;
	const database = words.database ?? fromUri.database;
	return {
		server: {
			address,
			user,
			...(password !== undefined && {password}),
		},
		...(database !== undefined && {database}),
	};
}

function readAddress(
	{host, port, socket}: ServerWords,
	{localSocket}: Surroundings,
): Address | string {
	const number = port === undefined ? defaultPort : Number(port);
	if (!/^\d+$/.test(port ?? '0') || number < 1 || number > 65_535) {
		return `A port is a number from 1 to 65535, not ${port}.`;
	}

	if (socket !== undefined) {
		return {type: 'socket', path: socket};
	}

	if (port === undefined && (host === undefined || host === 'localhost')) {
		return {type: 'socket', path: localSocket};
	}

	return {type: 'tcp', host: host ?? 'localhost', port: number};
}

type UriWords = ServerWords & {readonly password?: string};

function readUri(text: string | undefined): UriWords | {wrong: string} {
	if (text === undefined) {
		return {};
	}

	const uri = URL.canParse(text) ? new URL(text) : undefined;
	// The text is not repeated: it may hold a password.
	if (!uri || !['mysql:', 'mariadb:'].includes(uri.protocol)) {
		return {wrong: 'A server is named as mysql://user@host:port/database.'};
	}

	if (uri.search !== '' || uri.hash !== '') {
		return {
			wrong:
				'The ? or # in the URI is not understood. In a name or a password write %3F or %23.',
		};
	}

	try {
		return {
			host: uri.hostname.replaceAll(/^\[|]$/g, '') || undefined,
			port: uri.port || undefined,
			user: decodeURIComponent(uri.username) || undefined,
			password: decodeURIComponent(uri.password) || undefined,
			database: decodeURIComponent(uri.pathname.slice(1)) || undefined,
		};
	} catch {
		return {
			wrong:
				'The URI has a % that is not followed by two hexadecimal digits. Write %25 for it.',
		};
	}
}
