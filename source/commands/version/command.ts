import os from 'node:os';
import process from 'node:process';
import {
	installedServers,
	usualFolders,
} from '../../sandbox/installed-server.js';
import {cachedServers, openCache} from '../../sandbox/server-cache.js';
import {version} from '../../version.js';
import {packageVersion} from './package-version.js';
import {tellVersion} from './tell.js';

/** Finds out what the program runs on, without starting or downloading a server, and tells it. */
export async function runVersionCommand(): Promise<string> {
	const {env} = process;
	const cache = openCache(env);
	const servers = [
		...(await installedServers(env, usualFolders)),
		...(await cachedServers(cache)),
	];
	return tellVersion({
		version,
		node: process.version,
		platform: `${os.type()} ${os.release()} ${process.arch}`,
		packages: Object.fromEntries(
			['mysql2', 'ink'].map(name => [name, packageVersion(name)]),
		),
		servers: servers.map(({label}) => label),
		cache: cache.folder,
	});
}
