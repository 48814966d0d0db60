import {spawnSync} from 'node:child_process';
import {type Flavour} from '../source/server/flavour.js';
import {sandboxServer} from '../test/helpers/server.js';

/** How long `mariadb-admin kill` takes, so many times, each on a connection of its own, in ms. */
export async function measureAdmin(
	[admin, ...flags]: readonly [string, ...string[]],
	flavour: Flavour,
	times: number,
): Promise<readonly number[]> {
	const server = await sandboxServer(flavour);
	const took: number[] = [];
	try {
		for (let kill = 0; kill < times; kill++) {
			const victim = await server.connect();
			victim.on('error', () => undefined);
			const began = performance.now();
			const {status, stderr} = spawnSync(
				admin,
				[
					...flags,
					`--socket=${server.socketPath}`,
					`--user=${server.user}`,
					'kill',
					String(victim.threadId),
				],
				{encoding: 'utf8'},
			);
			took.push(performance.now() - began);
			victim.destroy();
			if (status !== 0) {
				throw new Error(`mariadb-admin kill: ${stderr}`);
			}
		}

		return took;
	} finally {
		await server.stop();
	}
}
