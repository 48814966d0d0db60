import {rm, writeFile} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {type RowDataPacket} from 'mysql2';
import {copyCommand, template} from '../../source/sandbox/data-directory.js';
import {createOwnedFolder} from '../../source/leftovers/owned-folder.js';
import {runCommand} from '../../source/sandbox/run-command.js';
import {openCache} from '../../source/sandbox/server-cache.js';
import {
	startServer,
	type ServerProcess,
} from '../../source/sandbox/server-process.js';
import {type Server} from '../../source/server/address.js';
import {connect} from '../../source/server/connect.js';
import {hangUp, query} from '../../source/server/statement.js';
import {type ClusterProgram} from './programs.js';

/** One server of a cluster, on the loopback interface. It dies with this process. */
export type ClusterNode = {
	/** Such as `source`. */
	readonly name: string;
	/** Its socket, and root. */
	readonly server: Server;
	readonly port: number;
	/** Runs a statement as root on its own connection. */
	readonly ask: (sql: string) => Promise<RowDataPacket[]>;
	readonly stop: () => Promise<void>;
};

const host = '127.0.0.1';

/** File names and their contents. */
type Seed = ReadonlyArray<readonly [name: string, text: string]>;

/**
Starts a server on a copy of the sandbox's empty data, with a binary log and on TCP.

@param options.seed - Files in its data folder at the start.
*/
export async function startNode(
	{program, plugins}: ClusterProgram,
	name: string,
	{
		id,
		port,
		options = [],
		seed = [],
	}: {
		id: number;
		port: number;
		options?: readonly string[];
		seed?: Seed;
	},
): Promise<ClusterNode> {
	const {env: environment} = process;
	const empty = await template(program, openCache(environment), environment);
	const folder = createOwnedFolder(os.tmpdir());
	let started: ServerProcess;
	try {
		started = await startServer({
			program,
			template: await seeded(empty.folder, seed, folder),
			hasTcp: false,
			environment,
			serverOptions: [
				...(program.flavour === 'mysql' ? [`--plugin-dir=${plugins}`] : []),
				'--skip-networking=0',
				`--bind-address=${host}`,
				`--port=${port}`,
				`--report-host=${host}`,
				`--server-id=${id}`,
				'--log-bin=binlog',
				'--max-connections=100',
				...options,
			],
		});
	} finally {
		await rm(folder, {recursive: true, force: true});
		await empty.discard();
	}

	const server: Server = {
		address: {type: 'socket', path: started.socketPath},
		user: 'root',
	};
	return {
		name,
		server,
		port,
		async ask(sql) {
			const connection = await connect(server);
			try {
				return await query(connection, sql);
			} finally {
				hangUp(connection);
			}
		},
		stop: started.stop,
	};
}

/** The data at the start: as they are, or a copy with more files in it. */
async function seeded(
	empty: string,
	seed: Seed,
	folder: string,
): Promise<string> {
	if (seed.length === 0) {
		return empty;
	}

	const copy = path.join(folder, 'seeded');
	await runCommand(['/bin/sh', '-c', copyCommand, 'copy', empty, copy], {
		folder,
		timeout: 60_000,
	});
	for (const [name, text] of seed) {
		await writeFile(path.join(copy, name), text);
	}

	return copy;
}

/** Ports that are free now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
	const listeners = await Promise.all(
		Array.from(
			{length: count},
			async () =>
				new Promise<net.Server>((resolve, reject) => {
					const listener = net.createServer();
					listener.once('error', reject);
					listener.listen(0, host, () => {
						resolve(listener);
					});
				}),
		),
	);
	return Promise.all(
		listeners.map(
			async listener =>
				new Promise<number>(resolve => {
					const address = listener.address();
					listener.close(() => {
						resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
					});
				}),
		),
	);
}
