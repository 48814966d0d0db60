import {flavourName} from '../server/flavour.js';
import {choiceName, flavours, isChosen, type ServerChoice} from './flavour.js';
import {fetchServer} from './fetched-server.js';
import {findInstalled, inspect} from './installed-server.js';
import {type Report} from './progress.js';
import {assertRunnable} from './runnable.js';
import {SandboxError} from './sandbox-error.js';
import {findCached, type Cache} from './server-cache.js';
import {type ServerProgram} from './server-program.js';

export type ProviderOptions = {
	/** The only servers to accept; absent: any, MySQL before MariaDB. */
	readonly choice?: ServerChoice | undefined;
	/** The only program to accept. */
	readonly serverPath?: string | undefined;
	readonly cache: Cache;
	readonly environment: NodeJS.ProcessEnv;
	/** Folders besides the PATH where servers may be installed. */
	readonly installFolders: readonly string[];
	readonly report: Report;
	readonly signal?: AbortSignal | undefined;
};

/** One way to a server: it was found, but not yet tried. */
export type Provider = {
	/** For messages, such as `MySQL`. */
	readonly name: string;
	/** @throws {SandboxError} if there is no server this way. */
	get(): Promise<ServerProgram>;
};

/**
The ways to a server, best first: the named program if there is one, otherwise an installed or cached server, then a
download from the archive, each MySQL before MariaDB.
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
		if (installed) {
			yield {name: installed.label, get: async () => installed};
		}

		if (cached) {
			yield {
				name: cached.label,
				async get() {
					const [file = ''] = cached.command;
					await assertRunnable(file, options.cache.folder);
					return cached;
				},
			};
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
			`${file} is ${flavourName(program.flavour)} ${program.version}, but ${choiceName(choice)} was requested`,
		);
	}

	return program;
}
