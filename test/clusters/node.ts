import net from 'node:net';
import process from 'node:process';
import {type RowDataPacket} from 'mysql2';
import {template} from '../../source/sandbox/data-directory.js';
import {openCache} from '../../source/sandbox/server-cache.js';
import {startServer} from '../../source/sandbox/server-process.js';
import {type Server} from '../../source/server/address.js';
import {connect, hangUp, query} from '../../source/server/connect.js';
import {type ClusterProgram} from './programs.js';

/** One server of a cluster, on the loopback interface. It dies with this process. */
export type ClusterNode = {
	/** Such as `source`. */
	readonly name: string;
	/** Its socket, and root. */
	readonly server: Server;
	readonly port: number;
	/** Runs a statement as root on a connection of its own. */
	readonly ask: (sql: string) => Promise<RowDataPacket[]>;
	readonly stop: () => Promise<void>;
};

const host = '127.0.0.1';

/** Starts a server on a copy of the sandbox's empty data, with a binary log and on TCP. */
export async function startNode(
	{program, plugins}: ClusterProgram,
	name: string,
	{
		id,
		port,
		options = [],
	}: {id: number; port: number; options?: readonly string[]},
): Promise<ClusterNode> {
	const {env: environment} = process;
	const {folder} = await template(program, openCache(environment), environment);
	const started = await startServer({
		program,
		template: folder,
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

/** Ports that are free now, each another one. */
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
