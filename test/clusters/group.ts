import {setTimeout as wait} from 'node:timers/promises';
import {randomUUID} from 'node:crypto';
import {stopAll, type Cluster} from './cluster.js';
import {freePorts, startNode, type ClusterNode} from './node.js';
import {clusterProgram} from './programs.js';
import {leftBehind} from './sharing.js';

const host = '127.0.0.1';

/** Three members of a Group Replication group, the first of which is the primary. */
export async function startGroup(): Promise<
	Cluster & {readonly nodes: readonly ClusterNode[]}
> {
	const program = await clusterProgram('mysql');
	const ports = await freePorts(6);
	const groupAddress = (index: number) => `${host}:${ports[index + 3] ?? 0}`;
	const seeds = [0, 1, 2].map(index => groupAddress(index)).join(',');
	const group = randomUUID();
	const nodes: ClusterNode[] = [];
	try {
		for (const index of [0, 1, 2]) {
			const node = await startNode(program, `member ${index + 1}`, {
				id: index + 1,
				port: ports[index] ?? 0,
				options: [
					'--gtid-mode=ON',
					'--enforce-gtid-consistency=ON',
					'--plugin-load-add=group_replication.so',
					'--group-replication-start-on-boot=OFF',
					`--group-replication-group-name=${group}`,
					`--group-replication-local-address=${groupAddress(index)}`,
					`--group-replication-group-seeds=${seeds}`,
					'--group-replication-recovery-get-public-key=ON',
				],
			});
			nodes.push(node);
			await join(node, index === 0);
		}
	} catch (error: unknown) {
		await stopAll(nodes);
		throw error;
	}

	const [first, ...rest] = nodes;
	if (!first) {
		throw new Error('There is no member');
	}

	const primary = `${host}:${first.port}`;
	const settle = async () => {
		const [row] = await first.ask('SELECT @@GLOBAL.gtid_executed AS position');
		for (const node of rest) {
			const [late] = await node.ask(
				`SELECT WAIT_FOR_EXECUTED_GTID_SET('${String(row?.['position'])}', 30) AS late`,
			);
			if (Number(late?.['late']) !== 0) {
				throw new Error(`${node.name} does not catch up`);
			}
		}
	};

	return {
		name: 'Group Replication of 3',
		nodes,
		members: [
			{
				node: first,
				role: 'writes',
				surroundings: [
					{
						type: 'group',
						state: 'ONLINE',
						role: 'PRIMARY',
						members: 3,
						primary,
					},
				],
			},
			...rest.map(node => ({
				node,
				role: 'reads' as const,
				surroundings: [
					{
						type: 'group' as const,
						state: 'ONLINE',
						role: 'SECONDARY',
						members: 3,
						primary,
					},
				],
				writer: primary,
			})),
		],
		settle,
		further: async () => leftBehind(first, first, settle),
		async stop() {
			await stopAll(nodes.toReversed());
		},
	};
}

/** What was written during the setup must not be in anybody's history. */
async function join(node: ClusterNode, isFirst: boolean): Promise<void> {
	for (const statement of [
		`CREATE USER repl@'${host}' IDENTIFIED BY 'repl'`,
		`GRANT REPLICATION SLAVE, BACKUP_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO repl@'${host}'`,
		'RESET BINARY LOGS AND GTIDS',
		"CHANGE REPLICATION SOURCE TO SOURCE_USER = 'repl', SOURCE_PASSWORD = 'repl' FOR CHANNEL 'group_replication_recovery'",
		`SET GLOBAL group_replication_bootstrap_group = ${isFirst ? 'ON' : 'OFF'}`,
		'START GROUP_REPLICATION',
		'SET GLOBAL group_replication_bootstrap_group = OFF',
	]) {
		await node.ask(statement);
	}

	for (;;) {
		const [row] = await node.ask(
			'SELECT MEMBER_STATE AS state FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid',
		);
		const state = String(row?.['state']);
		if (state === 'ONLINE') {
			return;
		}

		if (state === 'ERROR') {
			throw new Error(`${node.name} can not join its group`);
		}

		await wait(50);
	}
}
