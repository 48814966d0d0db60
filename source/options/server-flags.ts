/*
The flags that name a server, and what they mean. They have their own file because there are many.
*/
import {
	type GivenServer,
	type ServerEnvironment,
} from '../server/resolve-server.js';
import {type OptionFileChoice} from '../server/option-files.js';
import {type Password} from '../server/password.js';
import {parseTlsMode, tlsModes} from '../server/tls-words.js';
import {onConnection, type Flag} from './flag.js';
import {readTimeLimit, WrongArguments} from './flag-values.js';
import {oneOf} from './one-of.js';

/** What the flags that the mysql client has too have in common. */
const asInMysql = {takenBy: onConnection, help: {at: 'mysql'}} as const;

/** A file of a certificate, a key or of options. */
const file = {name: 'FILE', offers: 'files'} as const;

/** The flags, in the order of `--help`; that for the password is not meow's, see {@link takePassword}. */
export const serverFlags = {
	host: {
		type: 'string',
		shortFlag: 'h',
		text: 'The host of the server.',
		value: {name: 'HOST'},
		...asInMysql,
	},
	port: {
		type: 'string',
		shortFlag: 'P',
		text: 'Its port.',
		value: {name: 'PORT'},
		...asInMysql,
	},
	user: {
		type: 'string',
		shortFlag: 'u',
		text: 'The account.',
		value: {name: 'USER'},
		...asInMysql,
	},
	password: {
		type: 'string',
		shortFlag: 'p',
		text: 'Asks for the password without showing it. One that follows directly shows in the list of processes until it is read.',
		value: {name: 'PASSWORD', isOptional: true},
		...asInMysql,
	},
	socket: {
		type: 'string',
		shortFlag: 'S',
		text: 'The unix socket of a server on this machine.',
		value: file,
		...asInMysql,
	},
	database: {
		type: 'string',
		shortFlag: 'D',
		text: 'The schema for the table of the lab.',
		value: {name: 'SCHEMA'},
		...asInMysql,
	},
	loginPath: {
		type: 'string',
		text: 'A path in the login file of mysql_config_editor.',
		value: {name: 'NAME', offers: 'login-paths'},
		...asInMysql,
	},
	defaultsFile: {
		type: 'string',
		text: 'Reads this option file in place of the usual ones.',
		value: file,
		...asInMysql,
	},
	connectTimeout: {
		type: 'string',
		text: 'How many seconds a server has to answer.',
		read: readTimeLimit,
		value: {name: 'SECONDS'},
		...asInMysql,
	},
	sslMode: {
		...oneOf('--ssl-mode', 'MODE', tlsModes, parseTlsMode),
		text: 'Whether the connection is encrypted, and what of the certificate is checked.',
		...asInMysql,
	},
	sslCa: {
		type: 'string',
		text: 'The authorities that may have signed the certificate of the server.',
		value: file,
		...asInMysql,
	},
	sslCert: {
		type: 'string',
		text: 'The certificate of the client.',
		value: file,
		...asInMysql,
	},
	sslKey: {
		type: 'string',
		text: 'The key of that certificate.',
		value: file,
		...asInMysql,
	},
	getServerPublicKey: {
		type: 'boolean',
		default: false,
		text: 'Accepts the public key that the server sends over a connection without encryption.',
		...asInMysql,
	},
	serverPublicKeyPath: {
		type: 'string',
		text: 'The file of the public key of the server.',
		value: file,
		...asInMysql,
	},
	defaultsExtraFile: {
		type: 'string',
		takenBy: onConnection,
		text: 'Reads this option file after those of the machine.',
		value: file,
	},
	// Given as `--no-defaults`.
	defaults: {
		type: 'boolean',
		default: true,
		takenBy: onConnection,
		text: 'Reads no option file but the login file.',
	},
} as const satisfies Readonly<Record<string, Flag>>;

/** The values of the flags, as they were given. */
export type GivenServerFlags = {
	readonly [Name in Exclude<keyof typeof serverFlags, 'password'>]?:
		| ((typeof serverFlags)[Name]['type'] extends 'boolean' ? boolean : string)
		| undefined;
};

/**
Takes the password out of the command line: with `-pSECRET` the value follows without a space, and with `--password=SECRET` it may be empty; `-p` and `--password` ask for it. As for the mysql client, the next word is never the password.

@throws {WrongArguments} when there are two.
*/
export function takePassword(argv: readonly string[]): {
	readonly rest: readonly string[];
	readonly password?: Password;
} {
	const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
	const isTaken = (word: string, index: number) =>
		index < end && readPassword(word) !== undefined;
	const [word, another] = argv.filter((word, index) => isTaken(word, index));
	if (another !== undefined) {
		throw new WrongArguments('--password can be given only once.');
	}

	const password = word === undefined ? undefined : readPassword(word);
	return {
		rest: argv.filter((word, index) => !isTaken(word, index)),
		...(password && {password}),
	};
}

function readPassword(word: string): Password | undefined {
	if (word === '-p' || word === '--password') {
		return {type: 'asked'};
	}

	const [, text] = /^(?:-p|--password=)(.*)$/s.exec(word) ?? [];
	return text === undefined ? undefined : {type: 'known', text};
}

/** Whether a word of the command line contains a password, which then shows in the process list too. */
export function holdsPassword(argv: readonly string[]): boolean {
	return argv.some(
		word =>
			readPassword(word)?.type === 'known' || /^\w+:\/\/[^/]*:.*@/s.test(word),
	);
}

/**
Which server the words name. An option file alone names none: having one on a laptop is not a request for the server in it. Naming a file, or a path in the login file, is.

@param wantsSandbox - The user asks for a sandbox: then the environment names no server.
@returns Nothing when none is named.
@throws {WrongArguments} when a value can't be understood.
*/
export function readServerWords(
	given: GivenServerFlags,
	uri: string | undefined,
	password: Password | undefined,
	{
		surroundings,
		wantsSandbox,
	}: {surroundings: ServerEnvironment; wantsSandbox: boolean},
):
	{readonly words: GivenServer; readonly choice: OptionFileChoice} | undefined {
	const {host, port, user, socket, database, loginPath} = given;
	const tls = {
		...(given.sslMode !== undefined && {
			mode: serverFlags.sslMode.read(given.sslMode),
		}),
		...(given.sslCa !== undefined && {ca: given.sslCa}),
		...(given.sslCert !== undefined && {cert: given.sslCert}),
		...(given.sslKey !== undefined && {key: given.sslKey}),
		...(given.serverPublicKeyPath !== undefined && {
			publicKeyFile: given.serverPublicKeyPath,
		}),
		// Without the flag meow says no, which must not override the option files.
		...(given.getServerPublicKey && {asksForPublicKey: true}),
	};
	const choice: OptionFileChoice = {
		files: readFiles(given),
		...(loginPath !== undefined && {loginPath}),
	};
	const isNamed =
		[uri, host, port, user, socket, password, loginPath].some(
			word => word !== undefined,
		) ||
		Object.keys(tls).length > 0 ||
		(given.defaultsFile ?? given.defaultsExtraFile) !== undefined;
	const isInEnvironment =
		(surroundings.host ?? surroundings.socket) !== undefined && !wantsSandbox;
	if (!isNamed && !isInEnvironment) {
		return undefined;
	}

	return {
		words: {
			...(uri !== undefined && {uri}),
			...(host !== undefined && {host}),
			...(port !== undefined && {port}),
			...(user !== undefined && {user}),
			...(socket !== undefined && {socket}),
			...(password && {password}),
			...(database !== undefined && {database}),
			tls,
			...(given.connectTimeout !== undefined && {
				connectTimeout: serverFlags.connectTimeout.read(given.connectTimeout),
			}),
		},
		choice,
	};
}

function readFiles({
	defaults = true,
	defaultsFile,
	defaultsExtraFile,
}: GivenServerFlags): OptionFileChoice['files'] {
	const ways = [!defaults, defaultsFile, defaultsExtraFile].filter(Boolean);
	if (ways.length > 1) {
		throw new WrongArguments(
			'Use only one of --no-defaults, --defaults-file and --defaults-extra-file.',
		);
	}

	if (!defaults) {
		return {type: 'none'};
	}

	return defaultsFile === undefined
		? {
				type: 'usual',
				...(defaultsExtraFile !== undefined && {extra: defaultsExtraFile}),
			}
		: {type: 'only', file: defaultsFile};
}
