import fs from 'node:fs/promises';
import {runCommand} from '../../source/sandbox/run-command.js';
import {processesIn} from '../../source/leftovers/stale.js';

/** Process ids of the servers whose data lie in a folder, without the shells that watch over them. */
export async function serversIn(folder: string): Promise<number[]> {
	const servers: number[] = [];
	for (const pid of await processesIn(folder)) {
		const name = await runCommand(['ps', '-o', 'comm=', '-p', String(pid)], {
			timeout: 10_000,
		});
		if (!/(?:^|\/)(?:da|ba|z)?sh$/.test(name.trim())) {
			servers.push(pid);
		}
	}

	return servers;
}

/** The TCP ports on which a process listens, from proc(5): Linux only. */
export async function listeningPorts(pid: number): Promise<number[]> {
	const inodes = new Set<string>();
	for (const name of await fs.readdir(`/proc/${pid}/fd`)) {
		const target = await fs.readlink(`/proc/${pid}/fd/${name}`).catch(() => '');
		const inode = /^socket:\[(\d+)]$/.exec(target)?.[1];
		if (inode !== undefined) {
			inodes.add(inode);
		}
	}

	const ports: number[] = [];
	for (const table of ['tcp', 'tcp6']) {
		const text = await fs.readFile(`/proc/net/${table}`, 'utf8');
		for (const line of text.split('\n').slice(1)) {
			const fields = line.trim().split(/\s+/);
			const [, local = '', , state] = fields;
			// State 0A is LISTEN.
			if (state === '0A' && inodes.has(fields[9] ?? '')) {
				ports.push(Number.parseInt(local.split(':')[1] ?? '', 16));
			}
		}
	}

	return ports;
}
