import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {flavourName} from '../server/flavour.js';
import {
	rankCandidates,
	upstreamVersion,
	versionInPath,
	type ArchivePackage,
} from './apt-output.js';
import {waysTo} from './archive-sources.js';
import {createAptRoot, type AptRoot, type AptRootOptions} from './apt-root.js';
import {isChosen, type ServerChoice} from './flavour.js';
import {findHostArchive, type HostArchive} from './host-archive.js';
import {type Report} from './progress.js';
import {assertCacheRuns} from './runnable.js';
import {SandboxError} from './sandbox-error.js';
import {
	publish,
	readCached,
	writeManifest,
	type Cache,
	type Manifest,
} from './server-cache.js';
import {type ServerProgram} from './server-program.js';
import {collectServer, missingLibraries, unpackAll} from './unpack.js';

export type FetchOptions = {
	readonly choice: ServerChoice;
	readonly cache: Cache;
	readonly environment: NodeJS.ProcessEnv;
	readonly report: Report;
	readonly signal?: AbortSignal | undefined;
};

// Dependencies of the packages' scripts, clients and plugins, a fifth of all bytes. If a server needs one of them after
// all, the second attempt takes everything.
const seldomNeeded =
	/^(?:perl|libperl|libdb5|libgdbm|mysql-common|mariadb-common|libsasl2|libldap|libkrb5|libgssapi|libk5|libcurl|libssh2|libfido2|libcbor|libprotobuf\d|libmecab|libbrotli|libngtcp|libnghttp|libc-gconv|openssl-provider|libtirpc|libudev|gcc-|libunistring|libidn2|libpsl|libkeyutils|libcom-err)/;

/**
Downloads a server from the archive of this machine's distribution into the cache.

Works without root; apt checks the archive's signatures.

@throws {SandboxError} if there is no apt or no such package or version, or if the network fails, or if what is in the cache can't be run.
*/
export async function fetchServer(
	options: FetchOptions,
): Promise<ServerProgram> {
	const {choice, cache, environment, signal} = options;
	await assertCacheRuns(cache);
	const archive = await findHostArchive(choice.flavour, environment, signal);
	let failure: unknown;
	for (const sources of waysTo(
		archive,
		choice.flavour,
		archive.suite(choice),
	)) {
		try {
			return await cache.work(async folder =>
				fetchFrom(sources, archive, folder, options),
			);
		} catch (error) {
			signal?.throwIfAborted();
			failure ??= error;
		}
	}

	throw failure;
}

async function fetchFrom(
	sources: AptRootOptions['sources'],
	archive: HostArchive,
	work: string,
	{choice, cache, environment, report, signal}: FetchOptions,
): Promise<ServerProgram> {
	const {flavour} = choice;
	const suite = archive.suite(choice);
	const origin = `${archive.name} ${suite}`;
	const aptFolder = path.join(work, 'apt');
	await fs.mkdir(aptFolder);
	const apt = await createAptRoot(aptFolder, {
		archive,
		sources,
		work,
		environment,
		signal,
	});
	report({step: 'update', what: origin});
	await apt.update();
	const {server, packages, isNewest} = await findServer(apt, choice, {
		origin,
		known: archive.versions(flavour),
	});
	const version = upstreamVersion(server.version);
	const what = `${flavourName(flavour)} ${version} from ${origin}`;

	const target = path.join(
		cache.folder,
		`${suite}-${versionInPath(server.version)}-${process.arch}`,
	);
	const [present] = await readCached(target);
	if (present) {
		return present;
	}

	const debs = path.join(work, 'debs');
	const root = path.join(work, 'root');
	await fs.mkdir(debs);
	const download = async (wanted: readonly ArchivePackage[]) => {
		const total = wanted.reduce((sum, {size}) => sum + size, 0);
		await apt.download(wanted, debs, done => {
			report({step: 'download', what, done: Math.min(done, total), total});
		});
		report({step: 'unpack', what});
		await unpackAll(debs, root, {folder: work, signal});
	};

	await download(packages.filter(({name}) => !seldomNeeded.test(name)));
	const programName = flavour === 'mysql' ? 'mysqld' : 'mariadbd';
	const run = {folder: work, signal};
	let missing = await missingLibraries(root, programName, run);
	if (missing.length > 0) {
		await download(packages);
		missing = await missingLibraries(root, programName, run);
		if (missing.length > 0) {
			throw new SandboxError(`${what} lacks ${missing.join(', ')}`);
		}
	}

	const finished = path.join(work, 'server');
	const manifest: Manifest = {
		flavour,
		version,
		origin,
		arch: process.arch,
		program: programName,
		...(!(isNewest && suite === archive.suite({flavour})) && {
			isOnRequest: true,
		}),
	};
	await collectServer(root, finished, programName, run);
	await writeManifest(finished, manifest);
	await publish(finished, target);
	const [program] = await readCached(target);
	if (!program) {
		throw new SandboxError(`the folder ${target} is in the way; remove it`);
	}

	return program;
}

/** @throws {SandboxError} if the archive has no such server. */
async function findServer(
	apt: AptRoot,
	choice: ServerChoice,
	{origin, known}: {readonly origin: string; readonly known: readonly string[]},
): Promise<{
	readonly server: ArchivePackage;
	readonly packages: ArchivePackage[];
	/** Nothing newer is in the suite. */
	readonly isNewest: boolean;
}> {
	const {flavour} = choice;
	const base = `${flavour}-server-core`;
	const candidates = rankCandidates(await apt.names(base), base);
	const others: string[] = [];
	let failure: unknown;
	for (const name of candidates) {
		// Apt may know a name only because another package mentions it.
		try {
			const versions = await apt.versions(name);
			const version = versions.find(full =>
				isChosen(choice, {flavour, version: upstreamVersion(full)}),
			);
			if (version === undefined) {
				others.push(...versions.map(full => upstreamVersion(full)));
				continue;
			}

			const packages = await apt.closure(name, version);
			const server = packages.find(found => found.name === name);
			if (server) {
				return {server, packages, isNewest: version === versions[0]};
			}
		} catch (error) {
			failure ??= error;
		}
	}

	throw new SandboxError(
		others.length > 0
			? otherVersion(
					`${origin} has ${flavourName(flavour)} ${others.join(' and ')}`,
					known,
				)
			: `${origin} has no package ${base} for this machine (${process.arch})`,
		{cause: failure},
	);
}

function otherVersion(found: string, known: readonly string[]): string {
	return known.length === 0
		? found
		: `${found}; the versions that can be downloaded are ${known.join(' and ')}`;
}
