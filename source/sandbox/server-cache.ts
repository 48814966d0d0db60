import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {describeFileFailure} from '../file-failure.js';
import {makeFolders} from '../make-folders.js';
import {createOwnedFolder} from '../leftovers/owned-folder.js';
import {removeWithServers, sweepStale} from '../leftovers/stale.js';
import {flavourName, type Flavour} from '../server/flavour.js';
import {cacheFolder} from './cache-folder.js';
import {compareVersions, isChosen, type ServerChoice} from './flavour.js';
import {SandboxError} from './sandbox-error.js';
import {type ServerProgram} from './server-program.js';

/** Thrown when nothing can be kept between runs. */
export class UnwritableCache extends SandboxError {
	constructor(folder: string, error: unknown) {
		super(
			`The cache folder ${folder} can't be written: ${describeFileFailure(error)}. Set XDG_CACHE_HOME to a writable folder, or install a server.`,
			{cause: error, isFinal: true},
		);
	}
}

/** The folder that keeps downloaded servers and data directory templates between runs. */
export type Cache = {
	readonly folder: string;
	/**
	Provides a work folder inside the cache, so that its contents can be renamed into place, and removes it afterwards.

	@throws {UnwritableCache}
	*/
	work<Result>(task: (folder: string) => Promise<Result>): Promise<Result>;
};

/** Where a downloaded server came from; stored next to it as `server.json`. */
export type Manifest = {
	readonly flavour: Flavour;
	/** The plain number, such as `9.7.4`. */
	readonly version: string;
	/** For messages, such as `Debian sid`. */
	readonly origin: string;
	/** `process.arch` of the machine that downloaded it: home folders can be shared. */
	readonly arch: string;
	/** Name of the program in `bin`. */
	readonly program: string;
	/** It is used only if its version is requested: otherwise the machine's own distribution would provide another one. */
	readonly isOnRequest?: boolean;
};

const manifestFile = 'server.json';

/** The cache of this user. */
export function openCache(environment: NodeJS.ProcessEnv): Cache {
	const {value: folder} = cacheFolder(environment);
	return {
		folder,
		async work(task) {
			const work = await createWorkFolder(folder);
			try {
				return await task(work);
			} finally {
				await removeWithServers(work);
			}
		},
	};
}

/**
Moves a finished folder to its place in the cache.

If another process was faster, its folder stays and this one is removed with the work folder.
*/
export async function publish(
	finished: string,
	target: string,
): Promise<string> {
	try {
		await fs.rename(finished, target);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : '';
		if (code !== 'ENOTEMPTY' && code !== 'EEXIST') {
			throw error;
		}
	}

	return target;
}

/** Writes the manifest of a downloaded server: without it a folder in the cache is not a server. */
export async function writeManifest(
	folder: string,
	manifest: Manifest,
): Promise<void> {
	await fs.writeFile(
		path.join(folder, manifestFile),
		`${JSON.stringify(manifest, undefined, '\t')}\n`,
	);
}

/** The cached servers that run on this machine, the newest first. */
export async function cachedServers(
	cache: Pick<Cache, 'folder'>,
): Promise<readonly ServerProgram[]> {
	const names = await fs.readdir(cache.folder).catch(() => []);
	const found = await Promise.all(
		names.map(async name => readCached(path.join(cache.folder, name))),
	);
	return found.flat().toSorted((a, b) => compareVersions(b.version, a.version));
}

/** The newest cached server that the user accepts and that runs on this machine. */
export async function findCached(
	cache: Cache,
	choice: ServerChoice,
): Promise<ServerProgram | undefined> {
	const servers = await cachedServers(cache);
	return servers.find(
		program =>
			isChosen(choice, program) &&
			(choice.version !== undefined || !program.isOnRequest),
	);
}

/** The server in one folder of the cache, if there is one. */
export async function readCached(folder: string): Promise<ServerProgram[]> {
	const text = await fs
		.readFile(path.join(folder, manifestFile), 'utf8')
		.catch(() => '');
	const manifest = parseManifest(text);
	if (manifest?.arch !== process.arch) {
		return [];
	}

	const {flavour, version, origin, program, isOnRequest = false} = manifest;
	const label = `${flavourName(flavour)} ${version} from ${origin}`;
	const share = path.join(folder, 'share');
	return [
		{
			flavour,
			version,
			label,
			// With its own dynamic loader and libraries: the host's may be older or newer.
			command: [
				path.join(folder, 'lib', 'ld.so'),
				'--inhibit-cache',
				'--library-path',
				path.join(folder, 'lib'),
				path.join(folder, 'bin', program),
			],
			places: [
				`--basedir=${folder}`,
				`--lc-messages-dir=${share}`,
				`--character-sets-dir=${path.join(share, 'charsets')}`,
				`--plugin-dir=${path.join(folder, 'plugin')}`,
			],
			hasOwnLibraries: true,
			isOnRequest,
			sqlFolder: share,
			identity: text,
		},
	];
}

function parseManifest(text: string): Manifest | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isManifest(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isManifest(value: unknown): value is Manifest {
	return (
		typeof value === 'object' &&
		value !== null &&
		'flavour' in value &&
		(value.flavour === 'mysql' || value.flavour === 'mariadb') &&
		['version', 'origin', 'arch', 'program'].every(
			key => typeof Reflect.get(value, key) === 'string',
		) &&
		(!('isOnRequest' in value) || typeof value.isOnRequest === 'boolean')
	);
}

async function createWorkFolder(folder: string): Promise<string> {
	try {
		await makeFolders(folder, 0o700);
		await sweepStale(folder);
		return createOwnedFolder(folder);
	} catch (error) {
		throw new UnwritableCache(folder, error);
	}
}
