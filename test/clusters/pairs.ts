import {setTimeout as wait} from 'node:timers/promises';
import {type Flavour} from '../../source/server/flavour.js';
import {type Cluster, stopAll} from './cluster.js';
import {freePorts, startNode, type ClusterNode} from './node.js';
import {clusterProgram} from './programs.js';

/** How the source of a pair waits for its replica. */
export type SemiSync = {
	readonly point: 'AFTER_SYNC' | 'AFTER_COMMIT';
	/** Ms. */
	readonly timeout: number;
};

/** A source and its replica, with what tests need. */
export type Pair = Cluster & {
	readonly source: ClusterNode;
	readonly replica: ClusterNode;
	/** The replica stops receiving, and acknowledges nothing more. */
	readonly disconnect: () => Promise<void>;
	readonly reconnect: () => Promise<void>;
};

type Sql = {
	readonly source: (semiSync: SemiSync | undefined) => readonly string[];
	readonly replica: (semiSync: SemiSync | undefined) => readonly string[];
	readonly reset: string;
	readonly account: readonly string[];
	/** From now on the source waits: without a replica each write would wait for the timeout. */
	readonly enable: string;
	readonly follow: (port: number) => readonly string[];
	readonly readOnly: string;
	readonly stop: string;
	readonly start: string;
	readonly position: string;
	readonly catchUp: (position: string) => string;
	/** The number of the connected replicas that acknowledge. */
	readonly clients: string;
};

const host = '127.0.0.1';

const sql: Readonly<Record<Flavour, Sql>> = {
	mysql: {
		source: semiSync => [
			...gtids,
			...(semiSync
				? [
						'--plugin-load-add=semisync_source.so',
						`--rpl-semi-sync-source-timeout=${semiSync.timeout}`,
						`--rpl-semi-sync-source-wait-point=${semiSync.point}`,
					]
				: []),
		],
		replica: semiSync => [
			...gtids,
			...(semiSync
				? [
						'--plugin-load-add=semisync_replica.so',
						'--rpl-semi-sync-replica-enabled=1',
					]
				: []),
		],
		reset: 'RESET BINARY LOGS AND GTIDS',
		account: [
			`CREATE USER repl@'${host}' IDENTIFIED BY 'repl'`,
			`GRANT REPLICATION SLAVE ON *.* TO repl@'${host}'`,
		],
		enable: 'SET GLOBAL rpl_semi_sync_source_enabled = ON',
		follow: port => [
			`CHANGE REPLICATION SOURCE TO SOURCE_HOST = '${host}', SOURCE_PORT = ${port}, SOURCE_USER = 'repl', SOURCE_PASSWORD = 'repl', SOURCE_AUTO_POSITION = 1, SOURCE_CONNECT_RETRY = 1, GET_SOURCE_PUBLIC_KEY = 1`,
			'START REPLICA',
		],
		readOnly: 'SET GLOBAL super_read_only = ON',
		stop: 'STOP REPLICA IO_THREAD',
		start: 'START REPLICA IO_THREAD',
		position: 'SELECT @@GLOBAL.gtid_executed AS position',
		catchUp: position =>
			`SELECT WAIT_FOR_EXECUTED_GTID_SET('${position}', 20) AS late`,
		clients: 'rpl_semi_sync_source_clients',
	},
	mariadb: {
		source: semiSync =>
			semiSync
				? [
						`--rpl-semi-sync-master-timeout=${semiSync.timeout}`,
						`--rpl-semi-sync-master-wait-point=${semiSync.point}`,
					]
				: [],
		replica: semiSync => (semiSync ? ['--rpl-semi-sync-slave-enabled=1'] : []),
		reset: 'RESET MASTER',
		account: [
			`CREATE USER repl@'${host}' IDENTIFIED BY 'repl'`,
			`GRANT REPLICATION SLAVE ON *.* TO repl@'${host}'`,
		],
		enable: 'SET GLOBAL rpl_semi_sync_master_enabled = ON',
		follow: port => [
			`CHANGE MASTER TO MASTER_HOST = '${host}', MASTER_PORT = ${port}, MASTER_USER = 'repl', MASTER_PASSWORD = 'repl', MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = 1`,
			'START SLAVE',
		],
		readOnly: 'SET GLOBAL read_only = ON',
		stop: 'STOP SLAVE IO_THREAD',
		start: 'START SLAVE IO_THREAD',
		position: 'SELECT @@GLOBAL.gtid_binlog_pos AS position',
		catchUp: position =>
			`SELECT MASTER_GTID_WAIT('${position}', 20) <> 0 AS late`,
		clients: 'rpl_semi_sync_master_clients',
	},
};

const gtids = ['--gtid-mode=ON', '--enforce-gtid-consistency=ON'] as const;

/** Starts a source and a replica that is read-only. */
export async function startPair(
	flavour: Flavour,
	semiSync?: SemiSync,
): Promise<Pair> {
	const words = sql[flavour];
	const program = await clusterProgram(flavour);
	const [sourcePort = 0, replicaPort = 0] = await freePorts(2);
	const source = await startNode(program, 'source', {
		id: 1,
		port: sourcePort,
		options: words.source(semiSync),
	});
	const replica = await startNode(program, 'replica', {
		id: 2,
		port: replicaPort,
		options: words.replica(semiSync),
	}).catch(async (error: unknown) => {
		await source.stop();
		throw error;
	});

	await source.ask(words.reset);
	const {account, enable} = words;
	for (const statement of [...account, ...(semiSync ? [enable] : [])]) {
		await source.ask(statement);
	}

	await replica.ask(words.reset);
	for (const statement of words.follow(sourcePort)) {
		await replica.ask(statement);
	}

	const settle = async () => {
		const [at] = await source.ask(words.position);
		const [row] = await replica.ask(words.catchUp(String(at?.['position'])));
		if (Number(row?.['late']) !== 0) {
			throw new Error('The replica does not catch up');
		}
	};

	/** Waits until the source knows a replica that acknowledges. */
	const connected = async () => {
		for (;;) {
			const clients = await clientsOf(source, words.clients);
			if (!semiSync || clients === 1) {
				return;
			}

			await wait(20);
		}
	};

	await settle();
	await connected();
	await replica.ask(words.readOnly);
	const address = `${host}:${sourcePort}`;
	return {
		name: `${flavour}, ${semiSync ? `semi-sync ${semiSync.point}` : 'source and replica'}`,
		source,
		replica,
		members: [
			{
				node: source,
				role: 'writes',
				surroundings: [
					{type: 'source', replicas: 1},
					...(semiSync
						? [
								{
									type: 'semi-sync' as const,
									...semiSync,
									replicas: 1,
									acknowledgements: 1,
									isOn: true,
								},
							]
						: []),
				],
			},
			{
				node: replica,
				role: 'reads',
				surroundings: [
					{type: 'replica', sources: [{address, state: 'running'}]},
				],
				writer: address,
			},
		],
		settle,
		async disconnect() {
			await replica.ask(words.stop);
		},
		async reconnect() {
			await replica.ask(words.start);
			await connected();
		},
		async stop() {
			await stopAll([replica, source]);
		},
	};
}

async function clientsOf(node: ClusterNode, name: string): Promise<number> {
	const [row] = await node.ask(`SHOW GLOBAL STATUS LIKE '${name}'`);
	return Number(row?.['Value']);
}
