import fs from 'node:fs/promises';
import path from 'node:path';
import {flavourName, type Flavour} from '../server/flavour.js';
import {
	isChosen,
	isSupported,
	oldestSupported,
	parseVersion,
	type ServerChoice,
} from './flavour.js';
import {runCommand} from './run-command.js';
import {SandboxError} from './sandbox-error.js';
import {type ServerProgram} from './server-program.js';

const versionTimeout = 10_000;

/** Where packages install servers outside a user's PATH: Debian, Fedora, Homebrew, the vendors' own packages. */
export const usualFolders: readonly string[] = [
	'/usr/sbin',
	'/usr/libexec',
	'/usr/local/sbin',
	'/usr/local/bin',
	'/usr/local/mysql/bin',
	'/opt/homebrew/bin',
	'/opt/homebrew/opt/mysql/bin',
	'/opt/homebrew/opt/mariadb/bin',
	'/usr/local/opt/mysql/bin',
	'/usr/local/opt/mariadb/bin',
	'/home/linuxbrew/.linuxbrew/bin',
];

const programNames: Record<Flavour, readonly string[]> = {
	mysql: ['mysqld'],
	mariadb: ['mariadbd', 'mysqld'],
};

/** Finds a program on the PATH of `environment` or in further folders. */
export async function findExecutable(
	name: string,
	environment: NodeJS.ProcessEnv,
	folders: readonly string[] = [],
): Promise<string[]> {
	const searched = [
		...(environment['PATH'] ?? '').split(path.delimiter),
		...folders,
	].filter(folder => path.isAbsolute(folder));
	const found = await Promise.all(
		searched.map(async folder => {
			const file = path.join(folder, name);
			return fs.access(file, fs.constants.X_OK).then(
				() => [file],
				() => [],
			);
		}),
	);
	return [...new Set(found.flat())];
}

/** Finds an installed server that the user accepts and the sandbox can use; one on the PATH comes before all others. */
export async function findInstalled(
	choice: ServerChoice,
	environment: NodeJS.ProcessEnv,
	folders: readonly string[],
	signal?: AbortSignal,
): Promise<ServerProgram | undefined> {
	for (const name of programNames[choice.flavour]) {
		for (const file of await findExecutable(name, environment, folders)) {
			const program = await inspectIfUsable(file, signal);
			if (program && isChosen(choice, program)) {
				return program;
			}
		}
	}

	return undefined;
}

/** All installed servers that the sandbox can use, each once whatever names it has. */
export async function installedServers(
	environment: NodeJS.ProcessEnv,
	folders: readonly string[],
): Promise<readonly ServerProgram[]> {
	const names = [...new Set(Object.values(programNames).flat())];
	const files = await Promise.all(
		names.map(async name => findExecutable(name, environment, folders)),
	);
	const programs = await Promise.all(
		files.flat().map(async file => inspectIfUsable(file)),
	);
	const byPlace = new Map(
		programs.flatMap(program =>
			program ? [[program.command.join(' '), program] as const] : [],
		),
	);
	return [...byPlace.values()];
}

/** A server that is broken or too old does not rule out the next one. */
async function inspectIfUsable(
	file: string,
	signal?: AbortSignal,
): Promise<ServerProgram | undefined> {
	try {
		return await inspect(file, signal);
	} catch (error: unknown) {
		signal?.throwIfAborted();
		if (error instanceof SandboxError) {
			return undefined;
		}

		throw error;
	}
}

/**
Asks a server program what it is.

@throws {SandboxError} if it can't be run, is not a MySQL or MariaDB server, or is too old.
*/
export async function inspect(
	file: string,
	signal?: AbortSignal,
): Promise<ServerProgram> {
	const answer = await runCommand([file, '--no-defaults', '--version'], {
		timeout: versionTimeout,
		signal,
		name: file,
	});
	const version = parseVersion(answer);
	const {flavour, number} = version;
	const name = flavourName(flavour);
	if (!isSupported(version)) {
		throw new SandboxError(
			`${file} is ${name} ${number}; the sandbox needs ${name} ${oldestSupported(flavour)} or newer`,
		);
	}

	const real = await fs.realpath(file);
	const {mtimeMs, size} = await fs.stat(real);
	const sqlFolder = await findSqlFolder(real);
	return {
		flavour,
		version: number,
		label: `${name} ${number} (${file})`,
		command: [real],
		places: [],
		hasOwnLibraries: false,
		isOnRequest: false,
		...(sqlFolder !== undefined && {sqlFolder}),
		identity: [answer, mtimeMs, size].join(' '),
	};
}

/** MariaDB's SQL files are in a share folder next to the program's folder. */
async function findSqlFolder(program: string): Promise<string | undefined> {
	const prefix = path.dirname(path.dirname(program));
	for (const share of ['share/mariadb', 'share/mysql', 'share']) {
		const folder = path.join(prefix, share);
		const names = await fs.readdir(folder).catch(() => []);
		if (names.some(name => name.endsWith('_system_tables.sql'))) {
			return folder;
		}
	}

	return undefined;
}
