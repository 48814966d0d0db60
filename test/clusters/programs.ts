import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {
	upstreamVersion,
	versionInPath,
} from '../../source/sandbox/apt-output.js';
import {fetchServer} from '../../source/sandbox/fetched-server.js';
import {type Flavour} from '../../source/server/flavour.js';
import {createReport} from '../../source/sandbox/progress.js';
import {
	findCached,
	openCache,
	publish,
	type Cache,
} from '../../source/sandbox/server-cache.js';
import {type ServerProgram} from '../../source/sandbox/server-program.js';
import {fetchPackages, type UnpackedPackages} from '../helpers/packages.js';

/** A server's program with everything else that a cluster needs. */
export type ClusterProgram = {
	readonly program: ServerProgram;
	/** The folder of the plugins and the cluster's library. */
	readonly plugins: string;
};

/** The parts of a server's packages that the sandbox leaves out, and clusters need. */
const parts = {
	mysql: {
		package: 'mysql-server-core',
		folder: 'usr/lib/mysql/plugin',
		files:
			/^(?:semisync_(?:source|replica)|group_replication|thread_pool|component_reference_cache)\.so$/,
	},
	mariadb: {
		package: 'galera-4',
		folder: 'usr/lib/galera',
		files: /^libgalera_smm\.so$/,
	},
} as const satisfies Record<Flavour, unknown>;

/**
The sandbox's server and the plugins of exactly the same version, from the user's cache or downloaded into it.

@throws {SandboxError} if they are not available.
*/
export async function clusterProgram(
	flavour: Flavour,
): Promise<ClusterProgram> {
	const cache = openCache(process.env);
	const cached = await findCached(cache, {flavour});
	const plugins = await findParts(cache, flavour, cached);
	if (cached && plugins !== undefined) {
		return {program: cached, plugins};
	}

	const program =
		flavour === 'mariadb' && cached
			? cached
			: await fetchServer({
					choice: {flavour},
					cache,
					environment: process.env,
					report: createReport(),
				});
	return {program, plugins: await fetchParts(cache, flavour)};
}

function prefixOf(flavour: Flavour): string {
	return `clusters-${process.arch}-${flavour}-`;
}

/** MySQL loads only plugins of its own version; Galera's library has its own versions. */
async function findParts(
	cache: Cache,
	flavour: Flavour,
	program: ServerProgram | undefined,
): Promise<string | undefined> {
	const prefix = prefixOf(flavour);
	const names = await fs.readdir(cache.folder).catch(() => []);
	const name = names.findLast(
		name =>
			name.startsWith(prefix) &&
			(flavour === 'mariadb' ||
				upstreamVersion(name.slice(prefix.length)) === program?.version),
	);
	return name === undefined ? undefined : path.join(cache.folder, name);
}

async function fetchParts(cache: Cache, flavour: Flavour): Promise<string> {
	const {package: name, folder, files} = parts[flavour];
	return cache.work(async work => {
		const {root, version} = await fetchPackages(work, flavour, [name], /^$/);
		const finished = path.join(work, 'finished');
		await fs.mkdir(finished);
		const from = path.join(root, folder);
		for (const file of await fs.readdir(from)) {
			if (files.test(file)) {
				await fs.copyFile(path.join(from, file), path.join(finished, file));
			}
		}

		return publish(
			finished,
			path.join(
				cache.folder,
				`${prefixOf(flavour)}${versionInPath(version(name))}`,
			),
		);
	});
}

/** The command that starts haproxy, with its own libraries. @throws {SandboxError} if it is not available. */
export async function haproxyCommand(): Promise<
	readonly [string, ...string[]]
> {
	const cache = openCache(process.env);
	const prefix = `haproxy-${process.arch}-`;
	const names = await fs.readdir(cache.folder).catch(() => []);
	const name = names.findLast(name => name.startsWith(prefix));
	const folder =
		name === undefined
			? await cache.work(async work => fetchHaproxy(work, cache, prefix))
			: path.join(cache.folder, name);
	return [
		path.join(folder, 'ld.so'),
		'--inhibit-cache',
		'--library-path',
		folder,
		path.join(folder, 'haproxy'),
	];
}

async function fetchHaproxy(
	work: string,
	cache: Cache,
	prefix: string,
): Promise<string> {
	const unpacked = await fetchPackages(work, 'mariadb', ['haproxy'], /^lib/);
	const finished = path.join(work, 'finished');
	await fs.mkdir(finished);
	await collectHaproxy(unpacked, finished);
	return publish(
		finished,
		path.join(
			cache.folder,
			`${prefix}${versionInPath(unpacked.version('haproxy'))}`,
		),
	);
}

async function collectHaproxy(
	{root}: UnpackedPackages,
	target: string,
): Promise<void> {
	const entries = await fs.readdir(root, {
		recursive: true,
		withFileTypes: true,
	});
	for (const {name, parentPath} of entries) {
		const file = path.join(parentPath, name);
		if (parentPath.endsWith('/usr/sbin') && name === 'haproxy') {
			await fs.copyFile(file, path.join(target, name));
		} else if (/^ld-linux.*\.so\.\d+$/.test(name)) {
			// A link to it may be absolute, and point to the host's.
			await fs.cp(file, path.join(target, 'ld.so'), {dereference: true});
		} else if (
			/\/lib\/[^/]+-linux-gnu$/.test(parentPath) &&
			name.includes('.so')
		) {
			await fs.cp(file, path.join(target, name), {dereference: true});
		}
	}
}
