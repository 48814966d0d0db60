import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {once} from 'node:events';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {type RowDataPacket} from 'mysql2/promise';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {lockName} from '../../source/lab/own-table/table-lock.js';
import {
	createAuthority,
	tlsServerOptions,
	type Authority,
} from './certificates.js';
import {type Cleaner} from './program.js';
import {renumber, startProxy} from './proxy.js';
import {sandboxServer, type TestServer} from './server.js';

/** The servers and files for the situations in `docs/messages.md`. */
export type Stage = {
	readonly mysql: TestServer;
	/** With the same accounts. */
	readonly otherMysql: TestServer;
	readonly mariadb: TestServer;
	/** It issued MySQL's certificate, which is for 127.0.0.1. */
	readonly authority: Authority;
	readonly stranger: Authority;
	/** Runs a statement as root. */
	readonly on: (server: TestServer, sql: string) => Promise<void>;
	/** Ports on the loopback interface where something other than a server listens. */
	readonly blackHole: number;
	readonly sshServer: number;
	readonly closed: number;
	/** Sends the first connection to another server than the others. */
	readonly balancer: number;
	/** Has its own connection ids. */
	readonly renumbering: number;
	/** A file that is not a PEM file, option file or recording. */
	readonly text: string;
	/** The id of a connection of MySQL's root, which runs nothing, and of the event scheduler. */
	readonly idle: string;
	readonly scheduler: string;
	/** Replaces what differs from run to run. */
	readonly settle: (text: string) => string;
};

/** Sets the stage; the cleaner removes it. */
export async function setStage(t: Cleaner): Promise<Stage> {
	const authority = await createAuthority('Test CA');
	const stranger = await createAuthority('Another CA');
	t.teardown(authority.remove);
	t.teardown(stranger.remove);
	const certified = await authority.issue('server', ['127.0.0.1']);
	const mysqlOptions = [
		...tlsServerOptions(authority, certified),
		'--log-bin=binlog',
		'--max-allowed-packet=64M',
	];
	const mysql = await start(t, 'mysql', mysqlOptions);
	const otherMysql = await start(t, 'mysql', mysqlOptions);
	const mariadb = await start(t, 'mariadb', ['--max-allowed-packet=16M']);
	for (const server of [mysql, otherMysql, mariadb]) {
		await on(
			server,
			"CREATE USER ann IDENTIFIED BY 's3cret'",
			'GRANT ALL ON *.* TO ann',
			"CREATE USER poor IDENTIFIED BY 's3cret'",
			'GRANT ALL ON poor.* TO poor',
			"CREATE USER locked IDENTIFIED BY 's3cret' ACCOUNT LOCK",
			"CREATE USER few IDENTIFIED BY 's3cret' WITH MAX_USER_CONNECTIONS 1",
			"CREATE USER private IDENTIFIED BY 's3cret' REQUIRE SSL",
			"CREATE USER watcher IDENTIFIED BY 's3cret'",
			'GRANT PROCESS ON *.* TO watcher',
			'CREATE DATABASE theirs',
			'CREATE TABLE theirs.DataBlobs (id INT)',
		);
	}

	await on(
		mariadb,
		"CREATE USER systems@'127.0.0.1' IDENTIFIED VIA unix_socket",
	);

	const holder = await mysql.connect();
	t.teardown(async () => holder.end());
	await holder.query('SELECT GET_LOCK(?, 0)', [
		lockName({schema: 'busy', table: blobsFacts.tableName}),
	]);

	const idle = String(holder.threadId);
	const root = await mysql.connect();
	const [threads] = await root.query<RowDataPacket[]>(
		"SELECT PROCESSLIST_ID AS id FROM performance_schema.threads WHERE PROCESSLIST_USER = 'event_scheduler'",
	);
	await root.end();
	const scheduler = String(threads[0]?.['id']);

	const folder = await mkdtemp(path.join(os.tmpdir(), 'kill-lab-messages-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	const text = path.join(folder, 'notes.txt');
	await writeFile(text, 'port = 3306\n');

	const ports = [mysql, otherMysql, mariadb].map(({tcp}) => tcp?.port ?? 0);
	const [port = 0, otherPort = 0] = ports;
	const balancer = await startProxy({
		route: connection => (connection === 0 ? otherPort : port),
	});
	const renumbering = await startProxy({route: () => port, change: renumber});
	t.teardown(balancer.close);
	t.teardown(renumbering.close);
	const places = {
		blackHole: await listen(t, () => undefined),
		sshServer: await listen(t, socket => {
			socket.write('SSH-2.0-OpenSSH_9.2\r\n');
		}),
		closed: await closedPort(),
	};

	return {
		mysql,
		otherMysql,
		mariadb,
		authority,
		stranger,
		on: async (server, sql) => on(server, sql),
		...places,
		balancer: balancer.port,
		renumbering: renumbering.port,
		text,
		idle,
		scheduler,
		settle(told) {
			const names: ReadonlyArray<readonly [string, string]> = [
				[mysql.socketPath, '/run/mysqld.sock'],
				[mariadb.socketPath, '/run/mysqld.sock'],
				[text, '/home/ann/notes.txt'],
				[path.dirname(authority.ca), '/home/ann/ca'],
				[path.dirname(stranger.ca), '/home/ann/other'],
				[`${os.hostname()}:`, 'db-1:'],
				[`(${os.hostname()})`, '(db-1)'],
				...[
					...Object.values(places),
					balancer.port,
					renumbering.port,
					port,
				].map(number => [String(number), '3306'] as const),
				[String(mariadb.tcp?.port), '3306'],
				[String(otherPort), '3307'],
			];
			let settled = told;
			for (const [name, shown] of names) {
				settled = settled.replaceAll(name, shown);
			}

			return settled
				.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'UUID')
				.replaceAll(/(MySQL|MariaDB) \d+\.\d+\.\d+/g, '$1 X.Y.Z')
				.replaceAll(/says \d+/g, 'says 9042')
				.replaceAll(/calls \d+/g, 'calls 42')
				.replaceAll(/\b(connection|to kill) \d+/gi, '$1 42')
				.replaceAll(/Sleep \d+ s/g, 'Sleep 3 s');
		},
	};
}

async function start(
	t: Cleaner,
	flavour: 'mysql' | 'mariadb',
	serverOptions: readonly string[],
): Promise<TestServer> {
	const server = await sandboxServer(flavour, {tcp: true, serverOptions});
	t.teardown(server.stop);
	return server;
}

async function on(
	server: TestServer,
	...statements: readonly string[]
): Promise<void> {
	const root = await server.connect();
	for (const sql of statements) {
		await root.query(sql);
	}

	await root.end();
}

async function listen(
	t: Cleaner,
	greet: (socket: net.Socket) => void,
): Promise<number> {
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {
			socket.destroy();
		});
		greet(socket);
	});
	t.teardown(() => {
		server.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return portOf(server);
}

/** A port where nobody listens any more. */
async function closedPort(): Promise<number> {
	const server = net.createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const port = portOf(server);
	server.close();
	await once(server, 'close');
	return port;
}

function portOf(server: net.Server): number {
	const address = server.address();
	return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
