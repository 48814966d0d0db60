import {setTimeout as wait} from 'node:timers/promises';
import path from 'node:path';
import {stopAll, type Cluster} from './cluster.js';
import {freePorts, startNode, type ClusterNode} from './node.js';
import {unexplained} from './naming.js';
import {clusterProgram} from './programs.js';
import {intruded, shared} from './sharing.js';

const host = '127.0.0.1';

/** Three nodes of a Galera cluster. All begin with the same empty data, and the joining ones know that: so no state transfer is needed, which would take more programs. */
export async function startGalera(
	options: readonly string[] = [],
): Promise<Cluster & {readonly nodes: readonly ClusterNode[]}> {
	const program = await clusterProgram('mariadb');
	const ports = await freePorts(12);
	const port = (index: number, kind: number) => ports[index + 3 * kind] ?? 0;
	const groupAddress = (index: number) => `${host}:${port(index, 1)}`;
	const nodes: ClusterNode[] = [];
	try {
		for (const index of [0, 1, 2]) {
			const others = [0, 1, 2]
				.slice(0, index)
				.map(other => groupAddress(other));
			const [first] = nodes;
			const node = await startNode(program, `node ${index + 1}`, {
				...(first && {
					seed: [['grastate.dat', await stateOf(first)]],
				}),
				id: index + 1,
				port: port(index, 0),
				options: [
					'--binlog-format=ROW',
					'--innodb-autoinc-lock-mode=2',
					'--wsrep-on=ON',
					`--wsrep-provider=${path.join(program.plugins, 'libgalera_smm.so')}`,
					'--wsrep-cluster-name=kill_lab',
					`--wsrep-cluster-address=gcomm://${others.join(',')}`,
					`--wsrep-node-name=node${index + 1}`,
					`--wsrep-node-address=${host}`,
					'--wsrep-sst-method=skip',
					`--wsrep-provider-options=gmcast.listen_addr=tcp://${groupAddress(index)};base_port=${port(index, 1)};ist.recv_addr=${host}:${port(index, 2)};gcache.size=256M`,
					...options,
				],
			});
			nodes.push(node);
			await synced(node, index + 1);
		}
	} catch (error: unknown) {
		await stopAll(nodes);
		throw error;
	}

	/** Waits until each node has applied everything that the cluster had decided by then. */
	const settle = async () => {
		for (const node of nodes) {
			await node.ask(
				'SET STATEMENT wsrep_sync_wait = 15 FOR SELECT COUNT(*) FROM mysql.db',
			);
		}
	};

	const [first, ...rest] = nodes.map(node => ({
		node,
		role: 'writes' as const,
		surroundings: [
			{type: 'galera' as const, size: 3, state: 'Synced', status: 'Primary'},
		],
	}));
	if (!first) {
		throw new Error('There is no node');
	}

	return {
		name: 'Galera of 3',
		nodes,
		members: [first, ...rest],
		settle,
		async further(cleaner) {
			const [first, second, third] = nodes;
			if (!first || !second || !third) {
				return [];
			}

			const wrong = [
				...(await shared(first, second, settle)),
				...(await intruded(first, second)),
			];

			// Killed, not stopped: the last node does not know whether they still run.
			await Promise.all([first.stop(), second.stop()]);
			while (!(await isLeftAlone(third))) {
				await wait(50);
			}

			return [
				...wrong,
				...(await unexplained(cleaner, third, /Galera node.* \(1047\)/)),
			];
		},
		async stop() {
			await stopAll(nodes.toReversed());
		},
	};
}

async function isLeftAlone(node: ClusterNode): Promise<boolean> {
	const [row] = await node.ask("SHOW STATUS LIKE 'wsrep_cluster_status'");
	return String(row?.['Value']) !== 'Primary';
}

/** The state of a cluster, as a node that left has it in its file. */
async function stateOf(node: ClusterNode): Promise<string> {
	const rows = await node.ask(
		"SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_cluster_state_uuid', 'wsrep_last_committed')",
	);
	const values = new Map(
		rows.map(row => [String(row['Variable_name']), String(row['Value'])]),
	);
	return [
		'# GALERA saved state',
		'version: 2.1',
		`uuid:    ${values.get('wsrep_cluster_state_uuid') ?? ''}`,
		`seqno:   ${values.get('wsrep_last_committed') ?? ''}`,
		'safe_to_bootstrap: 0',
		'',
	].join('\n');
}

/** Waits until a node is in sync, in a cluster of this size. */
async function synced(node: ClusterNode, size: number): Promise<void> {
	for (;;) {
		const rows = await node.ask(
			"SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_local_state_comment', 'wsrep_cluster_size')",
		);
		const values = new Set(rows.map(row => String(row['Value'])));
		if (values.has('Synced') && values.has(String(size))) {
			return;
		}

		await wait(50);
	}
}
