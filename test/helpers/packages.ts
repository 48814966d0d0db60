import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {type ArchivePackage} from '../../source/sandbox/apt-output.js';
import {
	createAptRoot,
	type AptRootOptions,
} from '../../source/sandbox/apt-root.js';
import {type ServerChoice} from '../../source/sandbox/flavour.js';
import {waysTo} from '../../source/sandbox/archive-sources.js';
import {type Flavour} from '../../source/server/flavour.js';
import {
	findHostArchive,
	type HostArchive,
} from '../../source/sandbox/host-archive.js';
import {unpackAll} from '../../source/sandbox/unpack.js';

/** Packages of the archive, unpacked into one folder. */
export type UnpackedPackages = {
	readonly root: string;
	/** The full version of a requested package. */
	readonly version: (name: string) => string;
};

/** Where a server's packages are, with the security fixes. @throws Error if apt knows no archive. */
export function sourcesIn(
	archive: HostArchive,
	choice: ServerChoice,
): AptRootOptions['sources'] {
	const [sources] = waysTo(archive, choice.flavour, archive.suite(choice));
	if (!sources) {
		throw new Error('Apt knows no archive');
	}

	return sources;
}

/**
Fetches packages from the archive of this machine's distribution, as the sandbox fetches its servers: without root, signatures checked.

@param work - A folder that is removed afterwards.
@param names - The requested packages.
@param libraries - Which of the packages that they depend on to fetch too.
@throws {SandboxError} if the archive does not have them.
*/
export async function fetchPackages(
	work: string,
	flavour: Flavour,
	names: readonly string[],
	libraries: RegExp,
): Promise<UnpackedPackages> {
	const archive = await findHostArchive(flavour, process.env);
	const folder = path.join(work, 'apt');
	await fs.mkdir(folder);
	const apt = await createAptRoot(folder, {
		archive,
		sources: sourcesIn(archive, {flavour}),
		work,
		environment: process.env,
	});
	await apt.update();
	const wanted = new Map<string, ArchivePackage>();
	for (const name of names) {
		for (const found of await apt.closure(name)) {
			if (found.name === name || libraries.test(found.name)) {
				wanted.set(found.name, found);
			}
		}
	}

	const debs = path.join(work, 'debs');
	const root = path.join(work, 'root');
	await fs.mkdir(debs);
	await apt.download([...wanted.values()], debs, () => undefined);
	await unpackAll(debs, root, {folder: work});
	return {root, version: name => wanted.get(name)?.version ?? ''};
}
