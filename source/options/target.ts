import {type ServerChoice} from '../sandbox/flavour.js';
import {type Server} from '../server/address.js';
import {type OwnSetting} from '../own-setting.js';
import {type ServerEnvironment} from '../server/given-server.js';
import {nameServer} from '../server/resolve-server.js';
import {type Password} from '../server/password.js';
import {commandWords} from './command-help.js';
import {WrongArguments} from './flag-values.js';
import {flags} from './flags.js';
import {type Given} from './read-flags.js';
import {readServerWords} from './read-server.js';
import {suggestion} from './suggest.js';
import {namedOrigins, sandboxOrigins} from './target-origins.js';

/** A server of the user's. */
export type NamedTarget = {
	readonly type: 'named';
	readonly server: Server;
	/** Its password still has to be asked for. */
	readonly asksPassword?: true;
};

/** Which server the lab uses: a throwaway one, or one of the user's. */
export type Target =
	| {
			readonly type: 'sandbox';
			readonly choice?: ServerChoice;
			readonly program?: string;
	  }
	| NamedTarget;

/**
Reads which server the command line means, the schema that it names, and where each setting of that came from.

@param password - What -p said.
@throws {WrongArguments} when that is unclear; {Refusal} when an option file can't be read.
*/
export function readTarget(
	given: Given,
	[uri, ...rest]: readonly string[],
	password: Password | undefined,
	surroundings: ServerEnvironment,
): {target: Target; schema?: string; origins: readonly OwnSetting[]} {
	if (rest.length > 0 || (uri !== undefined && !uri.includes('://'))) {
		// With `-p SECRET` this word is the password.
		throw new WrongArguments(
			password?.type === 'asked'
				? 'One of the arguments is not understood. Write a password directly after -p, without a space. See kill-lab --help.'
				: `${quotable(rest[0] ?? uri)} is not understood.${suggestion(uri ?? '', commandWords)} See kill-lab --help.`,
		);
	}

	const {database, sandbox, serverProgram} = given;
	const wantsSandbox = (sandbox ?? serverProgram) !== undefined;
	const named = readServerWords(given, uri, password, {
		surroundings,
		wantsSandbox,
	});
	if (!named) {
		const choice = flags.sandbox.read(sandbox ?? '');
		return {
			target: {
				type: 'sandbox',
				...(choice && {choice}),
				...(serverProgram !== undefined && {program: serverProgram}),
			},
			...(database !== undefined && {schema: database}),
			origins: sandboxOrigins(given, surroundings),
		};
	}

	if (wantsSandbox) {
		throw new WrongArguments('Name a server or ask for a sandbox, not both.');
	}

	const found = surroundings.readOptions?.(named.choice) ?? {lines: []};
	const result = nameServer(named.words, found.lines, surroundings);
	if ('wrong' in result) {
		throw new WrongArguments(result.wrong);
	}

	const {database: schema, sources, ...server} = result;
	return {
		target: {type: 'named', ...server},
		...(schema !== undefined && {schema}),
		origins: namedOrigins(
			given,
			{sources, found, server: server.server},
			surroundings,
		),
	};
}

/** A word of the command line to quote in a message, unless it may be a password. */
function quotable(word = ''): string {
	return /[@:]/.test(word) ? 'One of the arguments' : `"${word}"`;
}
