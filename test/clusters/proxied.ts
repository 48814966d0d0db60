import {writeFile, mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {startOnLifeLine} from '../../source/sandbox/life-line.js';
import {connect} from '../../source/server/connect.js';
import {hangUp} from '../../source/server/statement.js';
import {type Server} from '../../source/server/address.js';
import {type Cluster} from './cluster.js';
import {startGalera} from './galera.js';
import {freePorts} from './node.js';
import {haproxyCommand} from './programs.js';

const host = '127.0.0.1';

/** A Galera cluster behind haproxy, which sends everybody to the first available node. */
export async function startProxied(): Promise<Cluster> {
	const cluster = await startGalera();
	const [member] = cluster.members;
	const [port = 0] = await freePorts(1);
	const folder = await mkdtemp(path.join(os.tmpdir(), 'kill-lab-haproxy-'));
	const file = path.join(folder, 'haproxy.cfg');
	const servers = cluster.members.map(
		({node}, index) =>
			`  server n${index + 1} ${host}:${node.port} check${index === 0 ? '' : ' backup'}`,
	);
	await writeFile(
		file,
		[
			'defaults',
			'  mode tcp',
			'  timeout connect 5s',
			'  timeout client 60s',
			'  timeout server 60s',
			'listen cluster',
			`  bind ${host}:${port}`,
			...servers,
			'',
		].join('\n'),
	);
	const line = startOnLifeLine([
		...(await haproxyCommand()),
		'-db',
		'-f',
		file,
	]);
	line.release();
	await member.node.ask(`CREATE USER lab@'${host}' IDENTIFIED BY 'lab'`);
	await member.node.ask(`GRANT ALL ON *.* TO lab@'${host}'`);
	const server: Server = {
		address: {type: 'tcp', host, port},
		user: 'lab',
		password: 'lab',
	};
	await listening(server);

	return {
		...cluster,
		name: 'Galera of 3 behind haproxy',
		members: [{...member, node: {...member.node, name: 'proxy', server}}],
		async stop() {
			await line.cut();
			await rm(folder, {recursive: true, force: true});
			await cluster.stop();
		},
	};
}

/** Waits until the proxy has found a node. */
async function listening(server: Server): Promise<void> {
	for (;;) {
		try {
			hangUp(await connect(server));
			return;
		} catch {
			await wait(50);
		}
	}
}
