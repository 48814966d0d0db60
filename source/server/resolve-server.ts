import {type Sourced} from '../origin.js';
import {type Address, type Server} from './address.js';
import {type ClientOptions} from './client-options.js';
import {type GivenServer, type ServerEnvironment} from './given-server.js';
import {parsePort, wrongPort} from './server-numbers.js';
import {
	choose,
	serverSources,
	type ServerSources,
	type ServerValues,
} from './server-sources.js';
import {readUri} from './server-uri.js';
import {choosePublicKey, chooseTls, withoutCancelled} from './tls-words.js';

/** A named server. */
export type NamedServer = {
	readonly server: Server;
	/** The password still has to be asked for. */
	readonly asksPassword?: true;
	/** The schema for the lab's table. */
	readonly database?: string;
	/** What it was chosen from. */
	readonly sources: ServerSources;
};

/** The port of a server if nobody says one. */
export const defaultPort = 3306;

/** The host if nobody says one. */
export const defaultHost = 'localhost';

/**
Reads which server is meant. The command line and the URI win over the option files, and those over the environment, as in the mysql client.

`localhost` means its socket, unless the command line or the URI names a port too. A port in a file does not make it TCP: many files have one.

@returns The server and its schema, or what is wrong.
*/
export function nameServer(
	words: GivenServer,
	files: ReadonlyArray<Sourced<ClientOptions>>,
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

	const wrong = wrongPorts(port, surroundings);
	if (wrong !== undefined) {
		return {wrong};
	}

	const sources = serverSources(words, uri, files, surroundings);
	const address = readAddress(sources, surroundings);
	if (typeof address === 'string') {
		return {wrong: address};
	}

	const value = <Name extends keyof ServerValues>(name: Name) =>
		choose(sources, name)?.value;
	const password = value('password');
	const tlsWords = withoutCancelled({
		mode: value('mode'),
		ca: value('ca'),
		cert: value('cert'),
		key: value('key'),
		publicKeyFile: value('publicKeyFile'),
		asksForPublicKey: value('asksForPublicKey'),
	});
	const tls = chooseTls(tlsWords, address);
	const publicKey = choosePublicKey(tlsWords);
	const connectTimeout = value('connectTimeout');
	const database = value('database');
	return {
		server: {
			address,
			user: value('user') ?? surroundings.userName,
			...(password?.type === 'known' && {password: password.text}),
			...(tls && {tls}),
			...(publicKey && {publicKey}),
			...(connectTimeout !== undefined && {connectTimeout}),
		},
		...(password?.type === 'asked' && {asksPassword: true}),
		...(database !== undefined && {database}),
		sources,
	};
}

/** What is wrong with a port of the command line or of the environment. */
function wrongPorts(
	given: string | undefined,
	{port}: ServerEnvironment,
): string | undefined {
	if (given !== undefined && parsePort(given) === undefined) {
		return wrongPort(given);
	}

	return port !== undefined && parsePort(port) === undefined
		? `MYSQL_TCP_PORT: ${wrongPort(port)}`
		: undefined;
}

function readAddress(
	sources: ServerSources,
	{localSocket}: ServerEnvironment,
): Address | string {
	const socket = choose(sources, 'socket');
	if (socket?.origin.type === 'flag') {
		return {type: 'socket', path: socket.value};
	}

	const host = withoutBrackets(choose(sources, 'host')?.value ?? defaultHost);
	const wrong = wrongHost(host);
	if (wrong !== undefined) {
		return wrong;
	}

	const port = choose(sources, 'port');
	const isTcp =
		port?.origin.type === 'flag' ||
		port?.origin.type === 'uri' ||
		choose(sources, 'isTcp')?.value;
	return host === defaultHost && !isTcp
		? {type: 'socket', path: socket?.value ?? localSocket}
		: {type: 'tcp', host, port: port?.value ?? defaultPort};
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
