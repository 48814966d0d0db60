import {type Flavour} from '../../source/server/flavour.js';
import {type Cluster} from './cluster.js';
import {freePorts, startNode} from './node.js';
import {clusterProgram} from './programs.js';

/** A server whose statements, and kills, wait for a thread of a pool. */
export async function startPool(flavour: Flavour): Promise<Cluster> {
	const [port = 0, extra = 0] = await freePorts(2);
	const node = await startNode(await clusterProgram(flavour), 'pooled', {
		id: 1,
		port,
		options:
			flavour === 'mysql'
				? [
						'--plugin-load-add=thread_pool.so',
						'--admin-address=127.0.0.1',
						`--admin-port=${extra}`,
					]
				: [
						'--thread-handling=pool-of-threads',
						'--thread-pool-max-threads=100',
						`--extra-port=${extra}`,
					],
	});
	return {
		name: `${flavour}, thread pool`,
		members: [
			{
				node,
				role: 'writes',
				surroundings: [
					flavour === 'mysql'
						? {type: 'thread-pool', extra: {host: '127.0.0.1', port: extra}}
						: {type: 'thread-pool', threads: 100, extra: {port: extra}},
				],
			},
		],
		settle: async () => undefined,
		stop: node.stop,
	};
}
