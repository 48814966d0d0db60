import {
	choiceName,
	flavourName,
	flavours,
	isChosen,
	type ServerChoice,
} from './flavour.js';
import {fetchServer} from './fetched-server.js';
import {findInstalled, inspect} from './installed-server.js';
import {type Report} from './progress.js';
import {SandboxError} from './sandbox-error.js';
import {findCached, type Cache} from './server-cache.js';
import {type ServerProgram} from './server-program.js';

export type ProviderOptions = {
	/** The only servers that will do; any without it, MySQL before MariaDB. */
	readonly choice?: ServerChoice | undefined;
	/** The only program that will do. */
	readonly serverPath?: string | undefined;
	readonly cache: Cache;
	readonly environment: NodeJS.ProcessEnv;
	/** Folders beside those on the PATH where servers are installed. */
	readonly installFolders: readonly string[];
	readonly report: Report;
	readonly signal?: AbortSignal | undefined;
};

/** One way to a server that has been found to exist, but not yet tried. */
export type Provider = {
	/** For messages, such as `MySQL`. */
	readonly name: string;
	/** @throws {SandboxError} when there is no server this way. */
	get(): Promise<ServerProgram>;
};

/**
The ways to a server, best first: a named program, else installed or cached ones (MySQL before MariaDB), then
fetching from the archive (MySQL before MariaDB).
*/
export async function* providers(
	options: ProviderOptions,
): AsyncGenerator<Provider> {
	const {serverPath, signal, report} = options;
	const choices: readonly ServerChoice[] = options.choice
		? [options.choice]
		: flavours.map(flavour => ({flavour}));
	if (serverPath !== undefined) {
		yield {
			name: serverPath,
			get: async () => named(serverPath, options.choice, signal),
		};
		return;
	}

	report({
		step: 'look',
		what: choices.map(choice => choiceName(choice)).join(' or '),
	});
	for (const choice of choices) {
		const installed = await findInstalled(
			choice,
			options.environment,
			options.installFolders,
			signal,
		);
		const cached = await findCached(options.cache, choice);
		for (const program of [installed, cached]) {
			if (program) {
				yield {name: program.label, get: async () => program};
			}
		}
	}

	for (const choice of choices) {
		yield {
			name: choiceName(choice),
			get: async () => fetchServer({...options, choice}),
		};
	}
}

async function named(
	file: string,
	choice: ServerChoice | undefined,
	signal: AbortSignal | undefined,
): Promise<ServerProgram> {
	const program = await inspect(file, signal);
	if (choice && !isChosen(choice, program)) {
		throw new SandboxError(
			`${file} is ${flavourName(program.flavour)} ${program.version}, but ${choiceName(choice)} was asked for`,
		);
	}

	return program;
}
