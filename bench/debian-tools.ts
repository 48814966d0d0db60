import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Programs of Debian's archive to compare with: unpacked, not installed. */
export type DebianTools = {
	/** `mariadb-admin`, with what it needs to find its plugins. */
	readonly admin?: readonly [string, ...string[]];
	/** Where Python finds PyMySQL. */
	readonly pythonPath?: string;
	readonly remove: () => Promise<void>;
};

/** What Debian calls the architectures. */
const triplets: Readonly<Record<string, string>> = {
	x64: 'x86_64-linux-gnu',
	arm64: 'aarch64-linux-gnu',
};

const packages = ['python3-pymysql', 'mariadb-client', 'libmariadb3'];

/** Fetches them by apt, as a user can too. What can't be had is absent. */
export async function fetchDebianTools(): Promise<DebianTools> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kill-lab-bench-'));
	const unpacked = path.join(folder, 'unpacked');
	for (const name of packages) {
		spawnSync('apt-get', ['download', '--quiet=2', name], {
			cwd: folder,
			stdio: 'ignore',
		});
	}

	for (const file of await readdir(folder)) {
		spawnSync('dpkg', ['-x', path.join(folder, file), unpacked]);
	}

	const admin = path.join(unpacked, 'usr/bin/mariadb-admin');
	const plugins = path.join(
		unpacked,
		'usr/lib',
		triplets[process.arch] ?? '',
		'libmariadb3/plugin',
	);
	const pythonPath = path.join(unpacked, 'usr/lib/python3/dist-packages');
	const hasPython =
		spawnSync('python3', ['-c', 'import pymysql'], {
			env: withPython(pythonPath),
		}).status === 0;
	return {
		...(existsSync(admin) && {
			admin: [admin, '--no-defaults', `--plugin-dir=${plugins}`],
		}),
		...(hasPython && {pythonPath}),
		async remove() {
			await rm(folder, {recursive: true});
		},
	};
}

/** An environment in which Python looks there for modules. */
export function withPython(pythonPath: string): NodeJS.ProcessEnv {
	// eslint-disable-next-line @typescript-eslint/naming-convention -- An environment variable.
	return {...process.env, PYTHONPATH: pythonPath};
}
