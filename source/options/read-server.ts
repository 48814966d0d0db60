/*
What the flags that name a server mean.
*/
import {
	type GivenServer,
	type ServerEnvironment,
} from '../server/given-server.js';
import {type OptionFileChoice} from '../server/option-files.js';
import {type Password} from '../server/password.js';
import {WrongArguments} from './flag-values.js';
import {serverFlags, type GivenServerFlags} from './server-flags.js';

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
