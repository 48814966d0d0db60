import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {type Flavour} from '../../source/server/flavour.js';
import {
	findInstalled,
	usualFolders,
} from '../../source/sandbox/installed-server.js';
import {startSandbox} from '../../source/sandbox/sandbox.js';
import {findCached, openCache} from '../../source/sandbox/server-cache.js';

/**
Makes an installation of a real server in a folder, as a package would: `bin/mysqld`, `share/mariadb`.

The program is a script that runs the server that this machine has (it is fetched if it has none).

@returns the path of the program.
*/
export async function installServer(
	folder: string,
	flavour: Flavour,
	name = flavour === 'mysql' ? 'mysqld' : 'mariadbd',
): Promise<string> {
	const server = await realServer(flavour);
	if (server.sqlFolder !== undefined) {
		await fs.mkdir(path.join(folder, 'share'), {recursive: true});
		await fs
			.symlink(server.sqlFolder, path.join(folder, 'share', 'mariadb'))
			.catch(() => undefined);
	}

	const words = [...server.command, '"$first"', ...server.places, '"$@"'];
	return installScript(
		path.join(folder, 'bin', name),
		`first=$1; shift; exec ${words.join(' ')}`,
	);
}

/** Makes a server program that says it is MySQL 8.4.0 but cannot do anything. */
export async function installBrokenServer(folder: string): Promise<string> {
	return installScript(
		path.join(folder, 'bin', 'mysqld'),
		`case "$*" in *--version*) echo "mysqld  Ver 8.4.0 for Linux on x86_64 (Test)";; *) echo "[ERROR] it is broken" >&2; exit 7;; esac`,
	);
}

async function realServer(flavour: Flavour) {
	const find = async () =>
		(await findInstalled({flavour}, process.env, usualFolders)) ??
		findCached(openCache(process.env), {flavour});
	let server = await find();
	if (!server) {
		const sandbox = await startSandbox({choice: {flavour}});
		await sandbox.stop();
		server = await find();
	}

	if (!server) {
		throw new Error(`no ${flavour} server on this machine`);
	}

	return server;
}

async function installScript(file: string, script: string): Promise<string> {
	await fs.mkdir(path.dirname(file), {recursive: true});
	await fs.writeFile(file, `#!/bin/sh\n${script}\n`, {mode: 0o755});
	return file;
}
