import {fromVariable, type Choice, type Sourced} from '../origin.js';
import {type ClientOptions} from './client-options.js';
import {type GivenServer, type ServerEnvironment} from './given-server.js';
import {parsePort} from './server-numbers.js';
import {type GivenUri} from './server-uri.js';
import {type GivenTls} from './tls-words.js';

/** All that decides how a server is reached, each by itself. */
export type ServerValues = Omit<ClientOptions, 'tls'> & GivenTls;

/** What an option of the servers' own clients is called for each of them: its flag has two dashes before it. */
export const optionNames = {
	host: 'host',
	port: 'port',
	socket: 'socket',
	user: 'user',
	password: 'password',
	database: 'database',
	isTcp: 'protocol',
	connectTimeout: 'connect-timeout',
	mode: 'ssl-mode',
	ca: 'ssl-ca',
	cert: 'ssl-cert',
	key: 'ssl-key',
	publicKeyFile: 'server-public-key-path',
	asksForPublicKey: 'get-server-public-key',
} as const satisfies Readonly<Record<keyof ServerValues, string>>;

/** What each kind of source says, in the order in which it says so. */
export type ServerSources = {
	readonly words: ReadonlyArray<Sourced<ServerValues>>;
	readonly uri: ReadonlyArray<Sourced<ServerValues>>;
	readonly files: ReadonlyArray<Sourced<ServerValues>>;
	readonly environment: ReadonlyArray<Sourced<ServerValues>>;
};

/** What command line, URI, option files and environment say about a server. Pure. A port that is none is left out. */
export function serverSources(
	{uri: _, port, tls = {}, ...words}: GivenServer,
	uri: GivenUri,
	files: ReadonlyArray<Sourced<ClientOptions>>,
	surroundings: ServerEnvironment,
): ServerSources {
	return {
		words: separate({...words, ...portOf(port), ...tls}).map(
			([name, value]) => ({
				value,
				origin: {type: 'flag', flag: `--${optionNames[name]}`},
			}),
		),
		uri: [{value: valuesOf(uri), origin: {type: 'uri'}}],
		files: files.map(({value: {tls, ...value}, origin}) => ({
			value: {...value, ...tls},
			origin,
		})),
		environment: [
			...said(surroundings.host, value =>
				fromVariable('MYSQL_HOST', {host: value}),
			),
			...said(surroundings.port, value =>
				fromVariable('MYSQL_TCP_PORT', portOf(value)),
			),
			...said(surroundings.socket, value =>
				fromVariable('MYSQL_UNIX_PORT', {socket: value}),
			),
			...said(surroundings.password, text =>
				fromVariable('MYSQL_PWD', {password: {type: 'known', text}}),
			),
		],
	};
}

function valuesOf({port, password, tls, ...rest}: GivenUri): ServerValues {
	return {
		...rest,
		...portOf(port),
		...(password !== undefined && {
			password: {type: 'known', text: password},
		}),
		...tls,
	};
}

function portOf(word: string | undefined): {readonly port?: number} {
	const port = word === undefined ? undefined : parsePort(word);
	return port === undefined ? {} : {port};
}

function said(
	word: string | undefined,
	source: (word: string) => Sourced<ServerValues>,
): ReadonlyArray<Sourced<ServerValues>> {
	return word === undefined ? [] : [source(word)];
}

/** Each value by itself, with its name. */
function separate(
	values: ServerValues,
): ReadonlyArray<readonly [keyof ServerValues, ServerValues]> {
	return names.flatMap(name =>
		values[name] === undefined ? [] : [[name, {[name]: values[name]}]],
	);
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- `Object.keys` does not tell.
const names = Object.keys(optionNames) as ReadonlyArray<keyof ServerValues>;

/**
Which value counts. Command line and URI win over the option files, and those over the environment. Of one kind of source the last value counts, and an empty one in a file cancels those before it. Pure.

@returns Nothing if nobody says one.
*/
export function choose<Name extends keyof ServerValues>(
	{words, uri, files, environment}: ServerSources,
	name: Name,
): Choice<NonNullable<ServerValues[Name]>> | undefined {
	const [chosen, ...overrides] = [words, uri, files, environment].flatMap(
		source => inForce(source, name),
	);
	return chosen && {...chosen, overrides};
}

/** The values of one kind of source, the last one first. */
function inForce<Name extends keyof ServerValues>(
	source: ReadonlyArray<Sourced<ServerValues>>,
	name: Name,
): ReadonlyArray<Sourced<NonNullable<ServerValues[Name]>>> {
	const found: Array<Sourced<NonNullable<ServerValues[Name]>>> = [];
	for (const {value, origin} of source) {
		if (Object.hasOwn(value, name)) {
			const said = value[name];
			if (said === undefined) {
				found.length = 0;
			} else {
				found.unshift({value: said, origin});
			}
		}
	}

	return found;
}
