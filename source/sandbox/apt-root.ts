import fs from 'node:fs/promises';
import path from 'node:path';
import {type Source} from './archive-sources.js';
import {type HostArchive} from './host-archive.js';
import {parseUris, parseVersions, type ArchivePackage} from './apt-output.js';
import {runCommand} from './run-command.js';
import {SandboxError} from './sandbox-error.js';

/**
A private package manager in one folder: it works without root, touches nothing on the host, and checks the archive's
signatures.
*/
export type AptRoot = {
	/** Downloads the archive's list of packages. */
	update(): Promise<void>;
	/** Names of known packages that start with `prefix`. */
	names(prefix: string): Promise<string[]>;
	/** The versions of a package, the newest first. */
	versions(name: string): Promise<string[]>;
	/** A package and everything it depends on. @param version - Absent: the newest. */
	closure(name: string, version?: string): Promise<ArchivePackage[]>;
	/** Downloads packages into a folder; `onBytes` gets the number of bytes that have arrived. */
	download(
		packages: readonly ArchivePackage[],
		folder: string,
		onBytes: (done: number) => void,
	): Promise<void>;
};

export type AptRootOptions = {
	readonly archive: HostArchive;
	/** The first one is what it is called after. */
	readonly sources: readonly [Source, ...Source[]];
	/** A folder that is removed when apt is killed, by `signal` or together with this process. */
	readonly work: string;
	readonly environment: NodeJS.ProcessEnv;
	readonly signal?: AbortSignal | undefined;
};

const updateTimeout = 180_000;
const downloadTimeout = 900_000;
const queryTimeout = 60_000;
const pollInterval = 100;

/** Sets up an {@link AptRoot} in an existing folder, without using the network. */
export async function createAptRoot(
	folder: string,
	options: AptRootOptions,
): Promise<AptRoot> {
	const {archive, sources, work, environment, signal} = options;
	const [{suite}] = sources;
	const configuration = path.join(folder, 'apt.conf');
	await fs.mkdir(path.join(folder, 'lists', 'partial'), {recursive: true});
	await fs.mkdir(path.join(folder, 'archives', 'partial'), {recursive: true});
	await fs.writeFile(path.join(folder, 'status'), '');
	const trust = archive.keyring ? `[signed-by=${archive.keyring}] ` : '';
	await fs.writeFile(
		path.join(folder, 'sources.list'),
		sources
			.map(
				({uri, suite, components}) =>
					`deb ${trust}${uri} ${suite} ${components}\n`,
			)
			.join(''),
	);
	await fs.writeFile(configuration, aptConfiguration(folder));

	const apt = async (
		program: string,
		parameters: readonly string[],
		timeout: number,
		cwd?: string,
	) =>
		// With -c and not APT_CONFIG, so that the host's own settings, such as a proxy, still apply.
		runCommand([program, '-qq', '-c', configuration, ...parameters], {
			folder: work,
			environment,
			timeout,
			signal,
			name: `${program} ${parameters.find(word => !word.startsWith('-')) ?? ''} (${archive.name} ${suite})`,
			...(cwd !== undefined && {cwd}),
		});

	return {
		async update() {
			await apt('apt-get', ['update'], updateTimeout);
		},
		async names(prefix) {
			const answer = await apt('apt-cache', ['pkgnames', prefix], queryTimeout);
			return answer.split('\n').filter(Boolean);
		},
		async versions(name) {
			return parseVersions(
				await apt('apt-cache', ['madison', name], queryTimeout),
			);
		},
		async closure(name, version) {
			const wanted = version === undefined ? name : `${name}=${version}`;
			return parseUris(
				await apt(
					'apt-get',
					['--yes', '--print-uris', 'install', wanted],
					queryTimeout,
				),
			);
		},
		async download(packages, target, onBytes) {
			let isOver = false;
			const look = async () => {
				const done = await bytesIn(target);
				if (!isOver) {
					onBytes(done);
				}
			};

			const timer = setInterval(() => {
				void look();
			}, pollInterval);
			try {
				const names = packages.map(({name, version}) => `${name}=${version}`);
				await apt('apt-get', ['download', ...names], downloadTimeout, target);
			} finally {
				isOver = true;
				clearInterval(timer);
			}

			const arrived = await debsIn(target);
			const missing = packages.length - arrived.length;
			if (missing > 0) {
				throw new SandboxError(`${missing} packages were not downloaded`);
			}

			onBytes(await bytesIn(target));
		},
	};
}

/** The package files in a folder, biggest first. */
export async function debsIn(folder: string): Promise<string[]> {
	const names = await fs.readdir(folder);
	const files = names
		.filter(name => name.endsWith('.deb'))
		.map(name => path.join(folder, name));
	const sizes = await Promise.all(
		files.map(async file => {
			const {size} = await fs.stat(file);
			return {file, size};
		}),
	);
	return sizes.toSorted((a, b) => b.size - a.size).map(({file}) => file);
}

async function bytesIn(folder: string): Promise<number> {
	const names = await fs.readdir(folder).catch(() => []);
	const sizes = await Promise.all(
		names.map(async name =>
			fs.stat(path.join(folder, name)).then(
				stat => (stat.isFile() ? stat.size : 0),
				() => 0,
			),
		),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

function aptConfiguration(folder: string): string {
	// The host's hooks (which need root), preferences and installed packages must not apply here.
	return `
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear APT::Default-Release;
Dir::Etc::sourcelist "${folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "${folder}";
Dir::State::status "${folder}/status";
Dir::State::lists "${folder}/lists";
Dir::Cache "${folder}";
Dir::Cache::archives "${folder}/archives";
Dir::Cache::pkgcache "pkgcache.bin";
Dir::Cache::srcpkgcache "srcpkgcache.bin";
Dir::Log "${folder}";
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Get::AllowUnauthenticated "false";
APT::Update::Error-Mode "any";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::AllowDowngradeToInsecureRepositories "false";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
`;
}
