import process from 'node:process';
import {
	createConnection,
	type Connection,
	type ConnectionOptions,
	type RowDataPacket,
} from 'mysql2/promise';
import {flavours} from '../../source/sandbox/flavour.js';
import {
	startSandbox,
	type Sandbox,
	type SandboxOptions,
	type ServerChoice,
} from '../../source/sandbox/sandbox.js';
import {type Flavour} from '../../source/server/flavour.js';
import {type Address, type Server} from '../../source/server/address.js';

export {flavours} from '../../source/sandbox/flavour.js';

/** The servers for tests: one of each flavour, and MariaDB of another version. */
export const testedServers = [
	...flavours.map(flavour => ({flavour})),
	{flavour: 'mariadb', version: '11.8'},
] as const satisfies readonly ServerChoice[];

/** A throwaway server for tests. */
export type TestServer = Sandbox & {
	/** Opens a connection over the unix socket as root. */
	connect(options?: ConnectionOptions): Promise<Connection>;
};

/** The options of a throwaway server for tests. */
export type TestServerOptions = Omit<SandboxOptions, 'choice'> & {
	/** The beginning of its version number, such as `11.8`. */
	readonly version?: string | undefined;
};

/**
Starts a throwaway server: call it in `test.before`, and its `stop` in `test.after.always`.

A server takes 200 to 350 MB of memory, so one for each flavour and test file is the measure. The first start ever
fetches the server into the user's cache.
*/
export async function sandboxServer(
	flavour: Flavour,
	{version, ...options}: TestServerOptions = {},
): Promise<TestServer> {
	const sandbox = await startSandbox({
		// A developer's own setting must not decide what is tested.
		environment: Object.fromEntries(
			Object.entries(process.env).filter(
				([name]) => name !== 'KILL_LAB_SERVER',
			),
		),
		...options,
		choice: {flavour, version},
	});
	return {
		...sandbox,
		async connect(connectionOptions) {
			return createConnection({
				socketPath: sandbox.socketPath,
				user: sandbox.user,
				...connectionOptions,
			});
		},
	};
}

/** A server that was started with `tcp`, its account, and other options. @throws Error if it was not. */
export function overTcp(
	{tcp}: TestServer,
	{host, ...account}: Partial<Server> & {readonly host?: string} = {},
): Server & {address: Extract<Address, {type: 'tcp'}>} {
	if (!tcp) {
		throw new Error('The server does not listen on TCP');
	}

	const {port, user, password} = tcp;
	return {
		user,
		password,
		// Nobody can intercept: the test servers are on the loopback interface.
		publicKey: {type: 'server'},
		...account,
		address: {type: 'tcp', host: host ?? tcp.host, port},
	};
}

/** The names of the tables in a schema. */
export async function tablesIn(
	server: TestServer,
	schema: string,
): Promise<readonly string[]> {
	const connection = await server.connect();
	const [rows] = await connection.query<RowDataPacket[]>(
		'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY 1',
		[schema],
	);
	await connection.end();
	return rows.map(row => String(row['name']));
}
