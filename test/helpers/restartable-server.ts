import {rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {copyCommand, template} from '../../source/sandbox/data-directory.js';
import {type Flavour} from '../../source/server/flavour.js';
import {usualFolders} from '../../source/sandbox/installed-server.js';
import {startOnLifeLine} from '../../source/sandbox/life-line.js';
import {createOwnedFolder} from '../../source/leftovers/owned-folder.js';
import {createReport} from '../../source/sandbox/progress.js';
import {providers, type Provider} from '../../source/sandbox/provider.js';
import {openCache, type Cache} from '../../source/sandbox/server-cache.js';
import {serverEnvironment} from '../../source/sandbox/server-environment.js';
import {
	serverOptions,
	socketPath,
} from '../../source/sandbox/server-options.js';
import {type ServerProgram} from '../../source/sandbox/server-program.js';
import {chooseBase} from '../../source/leftovers/temporary-base.js';
import {type Server} from '../../source/server/address.js';
import {connect} from '../../source/server/connect.js';

/** A throwaway server that keeps its data when it dies. It also dies with this process. */
export type RestartableServer = {
	/** The socket, and root. */
	readonly server: Server;
	/** Kills the server (SIGKILL), as a crash does; settles when it is dead. */
	readonly kill: () => Promise<void>;
	/** Starts it on its old data, and waits until it greets. */
	readonly start: () => Promise<void>;
	/** Starts another server with new data on the same socket. */
	readonly startAnother: () => Promise<void>;
	/** Kills it, and removes the data. */
	readonly remove: () => Promise<void>;
};

/** Starts a server whose commits outlive a crash. */
export async function restartableServer(
	flavour: Flavour,
): Promise<RestartableServer> {
	const {env: environment} = process;
	const cache = openCache(environment);
	const program = await firstProgram(flavour, cache);
	const {folder: fresh} = await template(program, cache, environment);
	const directory = createOwnedFolder(await chooseBase(environment));
	const server: Server = {
		address: {type: 'socket', path: socketPath(directory)},
		user: 'root',
	};
	let line = startOnLifeLine(['true']);

	const copyTo = async (data: string) => {
		const {code, log} = await startOnLifeLine([
			'/bin/sh',
			'-c',
			copyCommand,
			'copy',
			fresh,
			data,
		]).ended;
		if (code !== 0) {
			throw new Error(`The data directory could not be copied: ${log}`);
		}
	};

	const kill = async () => {
		await line.cut();
	};

	const start = async (...options: readonly string[]) => {
		line = startOnLifeLine(
			[
				...program.command,
				...serverOptions(program, directory),
				'--innodb-flush-log-at-trx-commit=1',
				...options,
			],
			{
				cwd: directory,
				environment: serverEnvironment(program, environment),
			},
		);
		line.release();
		await greeting(server);
	};

	await copyTo(path.join(directory, 'data'));
	await start();
	return {
		server,
		kill,
		start: async () => start(),
		async startAnother() {
			const data = path.join(directory, 'another');
			await copyTo(data);
			await start(`--datadir=${data}`);
		},
		async remove() {
			await kill();
			await rm(directory, {recursive: true, force: true});
		},
	};
}

async function firstProgram(
	flavour: Flavour,
	cache: Cache,
): Promise<ServerProgram> {
	const ways = providers({
		choice: {flavour},
		cache,
		environment: process.env,
		installFolders: usualFolders,
		report: createReport(),
	});
	const first: IteratorResult<Provider, unknown> = await ways.next();
	if (first.done) {
		throw new Error(`There is no ${flavour}`);
	}

	return first.value.get();
}

/** Waits until a server accepts a login. */
async function greeting(server: Server): Promise<void> {
	for (;;) {
		try {
			const connection = await connect(server);
			connection.destroy();
			return;
		} catch {
			await wait(20);
		}
	}
}
