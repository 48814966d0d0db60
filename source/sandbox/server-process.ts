import {randomBytes} from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {createOwnedFolder} from '../leftovers/owned-folder.js';
import {removeWithServers} from '../leftovers/stale.js';
import {chooseBase} from '../leftovers/temporary-base.js';
import {copyCommand} from './data-directory.js';
import {startOnLifeLine, type Ending} from './life-line.js';
import {quoteLog} from './log-quote.js';
import {inRoom} from './room.js';
import {SandboxError} from './sandbox-error.js';
import {serverEnvironment} from './server-environment.js';
import {serverOptions, socketPath} from './server-options.js';
import {type ServerProgram} from './server-program.js';

/** Address and account of a server that listens on TCP. */
export type SandboxTcp = {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	/** Random, and known only to this process. */
	readonly password: string;
};

/** A running server in its own folder. */
export type ServerProcess = {
	readonly directory: string;
	readonly socketPath: string;
	readonly tcp: SandboxTcp | undefined;
	/** Settles once the server is dead and its folder is gone, whoever ended it. Never rejects. */
	readonly ended: Promise<Ending>;
	/** Kills the server and removes its folder; settles once both are gone. */
	stop(): Promise<void>;
};

export type ServerProcessOptions = {
	readonly program: ServerProgram;
	/** The data directory; the server starts on a copy of it. */
	readonly template: string;
	readonly hasTcp: boolean;
	/** More options; they override the sandbox's own. */
	readonly serverOptions: readonly string[];
	readonly environment: NodeJS.ProcessEnv;
	readonly signal?: AbortSignal | undefined;
};

const startTimeout = 60_000;
const pollInterval = 15;
const host = '127.0.0.1';
const attempts = 3;

// The server's own shell makes the copy, so that the copy is on the life line from its first byte.
const copyAndStart = `set -e
template=$1; data=$2; shift 2
copy() { ${copyCommand}; }
copy "$template" "$data"
exec "$@"`;

/**
Starts a server on a copy of a template and waits until it greets.

@throws {SandboxError} if the server ends or does not greet in time, with the end of its log.
@throws The reason of the signal if it aborts; by then server and folder are gone.
*/
export async function startServer(
	options: ServerProcessOptions,
): Promise<ServerProcess> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await startOnce(options);
		} catch (error) {
			// Another program may take a free port before the server does.
			const isTaken =
				error instanceof SandboxError &&
				/address already in use|bind on tcp/i.test(error.message);
			if (!options.hasTcp || !isTaken || attempt === attempts) {
				throw error;
			}
		}
	}
}

async function startOnce(
	options: ServerProcessOptions,
): Promise<ServerProcess> {
	const base = await chooseBase(options.environment);
	return inRoom(base, options.program.label, async () =>
		startIn(base, options),
	);
}

async function startIn(
	base: string,
	options: ServerProcessOptions,
): Promise<ServerProcess> {
	const {program, template, signal, hasTcp, environment} = options;
	const tcp = hasTcp ? await newTcp() : undefined;
	signal?.throwIfAborted();
	const directory = createOwnedFolder(base);
	const initFile = path.join(directory, 'init.sql');
	const line = startOnLifeLine(
		[
			'/bin/sh',
			'-c',
			copyAndStart,
			'kill-lab-start',
			template,
			path.join(directory, 'data'),
			...program.command,
			...serverOptions(program, directory, tcp && {...tcp, initFile}),
			...options.serverOptions,
		],
		{
			folder: directory,
			remove: 'always',
			cwd: directory,
			environment: serverEnvironment(program, environment),
		},
	);
	const stop = async () => {
		await line.cut();
		// Anything is left only if the life line itself was killed.
		await removeWithServers(directory);
	};

	try {
		if (tcp) {
			// The server reads it after the copy, so there is time.
			await fs.writeFile(initFile, initSql(tcp), {mode: 0o600, flag: 'wx'});
		}

		await untilGreeting(directory, line.ended, program, signal);
		await fs.rm(initFile, {force: true});
	} catch (error) {
		await stop();
		throw error;
	}

	line.release();
	return {
		directory,
		socketPath: socketPath(directory),
		tcp,
		ended: line.ended,
		stop,
	};
}

async function untilGreeting(
	directory: string,
	ended: Promise<Ending>,
	program: ServerProgram,
	signal?: AbortSignal,
): Promise<void> {
	let ending: Ending | undefined;
	void ended.then(value => {
		ending = value;
	});
	const deadline = performance.now() + startTimeout;
	while (!(await greets(socketPath(directory)))) {
		signal?.throwIfAborted();
		if (ending) {
			throw new SandboxError(
				`${program.label} ended while starting (exit code ${ending.code})${quoteLog(ending.log)}`,
			);
		}

		if (performance.now() > deadline) {
			throw new SandboxError(
				`${program.label} was not ready after ${startTimeout / 1000} seconds`,
			);
		}

		await delay(pollInterval);
	}

	signal?.throwIfAborted();
}

/** Whether a MySQL server greets on a socket: its first packet has protocol version 10 after the 4-byte header. */
async function greets(socket: string): Promise<boolean> {
	return new Promise(resolve => {
		const connection = net.connect(socket);
		const answer = (isGreeting: boolean) => {
			connection.destroy();
			resolve(isGreeting);
		};

		connection.setTimeout(1000, () => {
			answer(false);
		});
		connection.once('data', (data: Uint8Array) => {
			answer(data[4] === 10);
		});
		connection.once('error', () => {
			answer(false);
		});
		connection.once('end', () => {
			answer(false);
		});
	});
}

async function newTcp(): Promise<SandboxTcp> {
	const port = await freePort();
	return {host, port, user: 'root', password: randomBytes(18).toString('hex')};
}

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(0, host, () => {
			const address = server.address();
			server.close(() => {
				resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
			});
		});
	});
}

// Without name resolution an account for `localhost` works on the unix socket only, so TCP needs its own.
function initSql({user, host, password}: SandboxTcp): string {
	const account = `'${user}'@'${host}'`;
	return [
		`CREATE USER ${account} IDENTIFIED BY '${password}';`,
		`GRANT ALL PRIVILEGES ON *.* TO ${account} WITH GRANT OPTION;`,
		'',
	].join('\n');
}
