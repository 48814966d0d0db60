import fs from 'node:fs/promises';
import path from 'node:path';
import {createOwnedFolder} from '../leftovers/owned-folder.js';
import {removeWithServers} from '../leftovers/stale.js';
import {chooseBase} from '../leftovers/temporary-base.js';
import {exists} from './exists.js';
import {compareVersions} from './flavour.js';
import {publish, UnwritableCache, type Cache} from './server-cache.js';
import {runCommand, type RunOptions} from './run-command.js';
import {inRoom, lacksRoom} from './room.js';
import {SandboxError} from './sandbox-error.js';
import {serverEnvironment} from './server-environment.js';
import {commonOptions} from './server-options.js';
import {templateName, type ServerProgram} from './server-program.js';

// Raise this when templates are created differently, so that older ones are not used.
const format = 1;

const initialiseTimeout = 120_000;

/**
The shell command that copies a data directory (first argument to second).

A new one is mostly zeros, so a sparse copy is four times smaller; where the file system can share blocks, the copy
costs nothing. Only GNU `cp` has these options.
*/
export const copyCommand =
	'cp -R --reflink=auto --sparse=always "$1" "$2" 2>/dev/null || { rm -rf "$2"; cp -R "$1" "$2"; }';

/** A data directory; the server starts on a copy of it. */
export type Template = {
	readonly folder: string;
	/** Call this once the copy exists: only a template in the cache stays. */
	readonly discard: () => Promise<void>;
};

/** Whether the template of this program's data directory is in the cache. */
export async function hasTemplate(
	program: ServerProgram,
	cache: Cache,
): Promise<boolean> {
	return exists(path.join(cache.folder, templateName(program, format)));
}

/**
Finds or creates the template: an initialised data directory; every sandbox starts on a copy of it.

Its root account has no password and can log in over the unix socket only.

@throws {SandboxError} if the server can't initialise it.
*/
export async function template(
	program: ServerProgram,
	cache: Cache,
	environment: NodeJS.ProcessEnv,
	signal?: AbortSignal,
): Promise<Template> {
	const run = {
		environment: serverEnvironment(program, environment),
		signal,
		timeout: initialiseTimeout,
		name: `${program.label}: initialising a data directory`,
	};
	const target = path.join(cache.folder, templateName(program, format));
	if (await exists(target)) {
		return kept(target);
	}

	try {
		return kept(
			await cache.work(async folder => {
				const data = await initialise(program, folder, run);
				const finished = path.join(folder, 'template');
				await runCommand(
					['/bin/sh', '-c', copyCommand, 'copy', data, finished],
					{...run, folder, name: 'cp'},
				);
				return publish(finished, target);
			}),
		);
	} catch (error: unknown) {
		signal?.throwIfAborted();
		if (!(
			error instanceof UnwritableCache || (await lacksRoom(cache.folder))
		)) {
			throw error;
		}

		return temporaryTemplate(program, environment, run);
	}
}

function kept(folder: string): Template {
	return {folder, discard: async () => undefined};
}

/** Without a home folder, or on a full disk, there is no cache: this template is for one server only. */
async function temporaryTemplate(
	program: ServerProgram,
	environment: NodeJS.ProcessEnv,
	run: RunOptions,
): Promise<Template> {
	const base = await chooseBase(environment);
	return inRoom(base, program.label, async () => {
		const folder = createOwnedFolder(base);
		const discard = async () => removeWithServers(folder);
		try {
			return {folder: await initialise(program, folder, run), discard};
		} catch (error: unknown) {
			await discard();
			throw error;
		}
	});
}

async function initialise(
	program: ServerProgram,
	folder: string,
	run: RunOptions,
): Promise<string> {
	await (program.flavour === 'mysql'
		? initialiseMysql(program, folder, run)
		: initialiseMariadb(program, folder, run));
	const data = path.join(folder, 'data');
	// A server without this file gives itself a new UUID: sandboxes must not share one.
	await fs.rm(path.join(data, 'auto.cnf'), {force: true});
	return data;
}

async function initialiseMysql(
	program: ServerProgram,
	folder: string,
	run: RunOptions,
): Promise<void> {
	await runCommand(
		[
			...program.command,
			...commonOptions(program, folder),
			'--initialize-insecure',
		],
		{...run, folder},
	);
}

async function initialiseMariadb(
	program: ServerProgram,
	folder: string,
	run: RunOptions,
): Promise<void> {
	await fs.mkdir(path.join(folder, 'data'));
	const file = path.join(folder, 'bootstrap.sql');
	await fs.writeFile(file, await bootstrapSql(program));
	const input = await fs.open(file);
	try {
		await runCommand(
			[
				...program.command,
				...commonOptions(program, folder),
				'--bootstrap',
				'--enforce-storage-engine=',
				'--loose-skip-plugin-feedback',
			],
			{...run, folder, input: input.fd},
		);
	} finally {
		await input.close();
	}
}

/** The first MariaDB with a schema sys [release notes of 10.6.0]. */
const firstWithSys = '10.6';

/** What mariadb-install-db feeds to `--bootstrap`, without the anonymous and the network accounts. */
async function bootstrapSql(program: ServerProgram): Promise<string> {
	const files = [
		'system_tables.sql',
		'performance_tables.sql',
		'system_tables_data.sql',
		'maria_add_gis_sp_bootstrap.sql',
		...(compareVersions(program.version, firstWithSys) < 0
			? []
			: ['sys_schema.sql']),
	];
	const texts = await Promise.all(
		files.map(async name => readSqlFile(program, name)),
	);
	return [
		'CREATE DATABASE IF NOT EXISTS mysql;',
		'USE mysql;',
		'SET @auth_root_socket=NULL;',
		...texts,
		'USE mysql;',
		"DELETE FROM global_priv WHERE NOT (User = 'root' AND Host = 'localhost') AND User IN ('', 'root');",
		"DELETE FROM proxies_priv WHERE Host <> 'localhost';",
		'',
	].join('\n');
}

async function readSqlFile(
	program: ServerProgram,
	name: string,
): Promise<string> {
	const {sqlFolder = ''} = program;
	// MariaDB 11 renamed the files.
	for (const prefix of ['mariadb_', 'mysql_', '']) {
		const file = path.join(sqlFolder, `${prefix}${name}`);
		if (await exists(file)) {
			return fs.readFile(file, 'utf8');
		}
	}

	throw new SandboxError(
		`${program.label}: its file ${name} is not in ${sqlFolder || 'any known folder'}`,
	);
}
