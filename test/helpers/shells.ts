import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {createAptRoot} from '../../source/sandbox/apt-root.js';
import {findHostArchive} from '../../source/sandbox/host-archive.js';
import {
	openCache,
	publish,
	type Cache,
} from '../../source/sandbox/server-cache.js';
import {fetchPackages, sourcesIn} from './packages.js';

/** Shells that a machine may lack, from the archive of its distribution. */
export type Shells = {
	/** The program of zsh, which has its modules in itself. */
	readonly zsh: string;
	/** The folders of the functions of zsh, for `FPATH`. */
	readonly zshFunctions: string;
	/** The program of fish, which finds its own files beside it. */
	readonly fish: string;
	/** The folder of the libraries of fish, for `LD_LIBRARY_PATH`. */
	readonly libraries: string;
};

/** The archive has zsh, with everything in one program, and fish. */
const packages = ['zsh-static', 'zsh-common', 'fish', 'fish-common'] as const;

/** What fish needs besides what every Debian has. */
const library = /^(?:libpcre2-32-0|libtinfo6)$/;

/**
Shells from the user's cache; missing ones are downloaded, as the sandbox's servers are.

@returns Nothing if the archive is out of reach.
@throws {SandboxError} if it is within reach, and does not have them.
*/
export async function fetchedShells(): Promise<Shells | undefined> {
	const cache = openCache(process.env);
	const folder = path.join(cache.folder, `shells-${process.arch}`);
	const names = await fs.readdir(folder).catch(() => []);
	if (names.length > 0) {
		return shellsIn(folder);
	}

	try {
		return shellsIn(await fetchInto(cache, folder));
	} catch (error: unknown) {
		if (await isArchiveInReach(cache)) {
			throw error;
		}

		return undefined;
	}
}

function shellsIn(folder: string): Shells {
	const functions = path.join(
		folder,
		'share',
		'zsh',
		'functions',
		'Completion',
	);
	return {
		zsh: path.join(folder, 'bin', 'zsh-static'),
		zshFunctions: [
			functions,
			...['Base', 'Unix', 'Zsh'].map(name => path.join(functions, name)),
		].join(':'),
		fish: path.join(folder, 'bin', 'fish'),
		libraries: path.join(folder, 'lib'),
	};
}

async function fetchInto(cache: Cache, target: string): Promise<string> {
	return cache.work(async work => {
		// Of Ubuntu's archive, this flavour reads the part that has them too.
		const {root} = await fetchPackages(work, 'mariadb', packages, library);
		const finished = path.join(work, 'finished');
		const copy = async (from: string, to: string) =>
			fs.cp(path.join(root, from), path.join(finished, to), {recursive: true});
		await copy('usr/bin/fish', 'bin/fish');
		await copy('bin/zsh-static', 'bin/zsh-static');
		await copy('etc/fish', 'etc/fish');
		await copy('usr/share/fish', 'share/fish');
		await copy('usr/share/zsh/functions', 'share/zsh/functions');
		await fs.mkdir(path.join(finished, 'lib'));
		for (const entry of await fs.readdir(root, {
			recursive: true,
			withFileTypes: true,
		})) {
			if (/^lib(?:pcre2-32|tinfo)\.so/.test(entry.name)) {
				await fs.cp(
					path.join(entry.parentPath, entry.name),
					path.join(finished, 'lib', entry.name),
					{dereference: true},
				);
			}
		}

		return publish(finished, target);
	});
}

/** Whether its list of packages can be read right now. */
async function isArchiveInReach(cache: Cache): Promise<boolean> {
	try {
		const archive = await findHostArchive('mariadb', process.env);
		return await cache.work(async work => {
			const apt = await createAptRoot(work, {
				archive,
				sources: sourcesIn(archive, {flavour: 'mariadb'}),
				work,
				environment: process.env,
			});
			await apt.update();
			return true;
		});
	} catch {
		return false;
	}
}
