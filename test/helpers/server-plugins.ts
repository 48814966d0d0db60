import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {versionInPath} from '../../source/sandbox/apt-output.js';
import {createAptRoot} from '../../source/sandbox/apt-root.js';
import {type ServerChoice} from '../../source/sandbox/flavour.js';
import {findHostArchive} from '../../source/sandbox/host-archive.js';
import {
	openCache,
	publish,
	type Cache,
} from '../../source/sandbox/server-cache.js';
import {unpackAll} from '../../source/sandbox/unpack.js';
import {sourcesIn} from './packages.js';

/** The package with the plugins that the sandbox's server does not include. */
const packageName = 'mariadb-server';

/**
The folder with MariaDB's plugins for logging in, such as `auth_ed25519.so`, and `metadata_lock_info.so`, from the user's cache. With `fetch`, they are fetched from the archive of this machine's distribution.

@returns Nothing if they are not available.
*/
export async function mariadbPlugins(
	version: string | undefined,
	{fetch = false} = {},
): Promise<string | undefined> {
	const cache = openCache(process.env);
	const choice: ServerChoice = {flavour: 'mariadb', version};
	const prefix = `plugins-2-${process.arch}-mariadb-${version ?? 'usual'}-`;
	const names = await fs.readdir(cache.folder).catch(() => []);
	const name = names
		.filter(name => name.startsWith(prefix))
		.toSorted((a, b) => a.localeCompare(b, 'en', {numeric: true}))
		.at(-1);
	if (name !== undefined) {
		return path.join(cache.folder, name);
	}

	return fetch
		? cache.work(async work => fetchInto(work, cache, choice, prefix))
		: undefined;
}

async function fetchInto(
	work: string,
	cache: Cache,
	choice: ServerChoice,
	prefix: string,
): Promise<string> {
	const archive = await findHostArchive(choice.flavour, process.env);
	const folder = path.join(work, 'apt');
	await fs.mkdir(folder);
	const apt = await createAptRoot(folder, {
		archive,
		sources: sourcesIn(archive, choice),
		work,
		environment: process.env,
	});
	await apt.update();
	const wanted = await apt.closure(packageName);
	const own = wanted.filter(({name}) => name === packageName);
	const debs = path.join(work, 'debs');
	const root = path.join(work, 'root');
	await fs.mkdir(debs);
	await apt.download(own, debs, () => undefined);
	await unpackAll(debs, root, {folder: work});
	const finished = path.join(work, 'finished');
	const plugins = path.join(root, 'usr/lib/mysql/plugin');
	await fs.mkdir(finished);
	for (const name of await fs.readdir(plugins)) {
		if (/^(?:auth_(?:ed25519|parsec)|metadata_lock_info)\.so$/.test(name)) {
			await fs.copyFile(path.join(plugins, name), path.join(finished, name));
		}
	}

	return publish(
		finished,
		path.join(cache.folder, `${prefix}${versionInPath(own[0]?.version ?? '')}`),
	);
}
