import fs from 'node:fs/promises';
import {flavourName, type Flavour} from '../server/flavour.js';
import {debianReleases} from './debian-releases.js';
import {exists} from './exists.js';
import {isVersionOf, type ServerChoice} from './flavour.js';
import {findExecutable} from './installed-server.js';
import {runCommand} from './run-command.js';
import {SandboxError} from './sandbox-error.js';

/** The package archive in this machine's apt configuration. */
export type HostArchive = {
	/** For messages: `Debian` or `Ubuntu`. */
	readonly name: string;
	/** The archive's mirrors in the host's apt configuration, best first. */
	readonly mirrors: readonly string[];
	/** Where its security fixes are; absent: apt is not set up with them. */
	readonly security: string | undefined;
	/** The distribution's signing keys; undefined: apt's own trusted keys. */
	readonly keyring: string | undefined;
	/** The place of a server in the archive, whether it is there or not. */
	suite(choice: ServerChoice): string;
	/** The versions known to be in one of its suites. */
	versions(flavour: Flavour): readonly string[];
	/** The components of the suite to read for a flavour. */
	components(flavour: Flavour): string;
};

/** The distribution, from `/etc/os-release`. */
export type Distribution = {
	readonly id: 'debian' | 'ubuntu';
	readonly codename: string;
};

const commandTimeout = 20_000;

/**
Finds out which archive this machine uses, without using the network.

@throws {SandboxError} if there is no apt, or if it names no archive of Debian or Ubuntu.
*/
export async function findHostArchive(
	flavour: Flavour,
	environment: NodeJS.ProcessEnv,
	signal?: AbortSignal,
): Promise<HostArchive> {
	const [aptGet] = await findExecutable('apt-get', environment);
	if (aptGet === undefined) {
		throw new SandboxError(
			'it can be downloaded only with apt-get, which this system does not have',
		);
	}

	const distribution = parseOsRelease(
		await fs.readFile('/etc/os-release', 'utf8').catch(() => ''),
	);
	if (!distribution) {
		throw new SandboxError(
			`${flavourName(flavour)} can be downloaded only on Debian and Ubuntu, and this is neither`,
		);
	}

	const answer = await runCommand(
		[
			aptGet,
			'indextargets',
			'--no-release-info',
			'--format',
			'$(REPO_URI) $(RELEASE) $(COMPONENT)',
		],
		{timeout: commandTimeout, signal, environment},
	);
	const {codename} = distribution;
	const mirrors = parseIndexTargets(answer, codename);
	if (mirrors.length === 0) {
		throw new SandboxError(
			`apt is not set up with an archive for ${codename}; see /etc/apt/sources.list.d`,
		);
	}

	const isDebian = distribution.id === 'debian';
	return {
		name: isDebian ? 'Debian' : 'Ubuntu',
		mirrors,
		security: parseSecurity(answer, codename),
		keyring: await findKeyring(distribution.id),
		suite: choice => suiteOf(distribution, choice),
		versions: which =>
			isDebian ? debianReleases[which].map(({version}) => version) : [],
		components: which =>
			isDebian || which === 'mysql' ? 'main' : 'main universe',
	};
}

/**
Where to look for a server in a distribution's archive.

Of Debian's suites only sid has MySQL. Servers from a suite other than the machine's run too, because they bring their
own libraries.
*/
export function suiteOf(
	{id, codename}: Distribution,
	{flavour, version}: ServerChoice,
): string {
	if (id === 'ubuntu') {
		return codename;
	}

	const release = debianReleases[flavour].find(
		known =>
			version !== undefined &&
			(isVersionOf(known.version, version) ||
				isVersionOf(version, known.version)),
	);
	return release?.codename ?? (flavour === 'mysql' ? 'sid' : codename);
}

/** Reads `/etc/os-release`; undefined unless it is Debian, Ubuntu or derived from one of them. */
export function parseOsRelease(text: string): Distribution | undefined {
	const fields = new Map(
		text.split('\n').map(line => {
			const [key = '', ...rest] = line.split('=');
			return [key, rest.join('=').replaceAll(/^["']|["']$/g, '')] as const;
		}),
	);
	const families = `${fields.get('ID') ?? ''} ${fields.get('ID_LIKE') ?? ''}`;
	const own = fields.get('VERSION_CODENAME');
	const ubuntu = fields.get('UBUNTU_CODENAME');
	const isUbuntu = /\bubuntu\b/.test(families);
	const codename = isUbuntu
		? (ubuntu ?? own)
		: (fields.get('DEBIAN_CODENAME') ?? own);
	if (!codename || !(isUbuntu || /\bdebian\b/.test(families))) {
		return undefined;
	}

	return {id: isUbuntu ? 'ubuntu' : 'debian', codename};
}

/**
Picks the distribution's own archive from the lines `URI RELEASE COMPONENT` of `apt-get indextargets`, best first.

Other archives use the same release names, but only the distribution's own also has a suite for updates.
*/
export function parseIndexTargets(text: string, codename: string): string[] {
	const scores = new Map<string, number>();
	const points = new Map([
		[codename, 4],
		[`${codename}-updates`, 2],
		...['stable', 'testing', 'unstable', 'sid'].map(
			alias => [alias, 1] as const,
		),
	]);
	const seen = new Set<string>();
	for (const line of text.split('\n')) {
		const [uri = '', release = '', component] = line.trim().split(/\s+/);
		const point = points.get(release);
		const key = `${uri} ${release}`;
		if (
			component === 'main' &&
			point !== undefined &&
			!uri.startsWith('cdrom:') &&
			!seen.has(key)
		) {
			seen.add(key);
			scores.set(uri, (scores.get(uri) ?? 0) + point);
		}
	}

	return [...scores].toSorted((a, b) => b[1] - a[1]).map(([uri]) => uri);
}

/** The archive of the release's security fixes, from the same lines; it has those of other releases too. */
export function parseSecurity(
	text: string,
	codename: string,
): string | undefined {
	return text
		.split('\n')
		.map(line => line.trim().split(/\s+/))
		.find(
			([, release, component]) =>
				component === 'main' && release === `${codename}-security`,
		)?.[0];
}

async function findKeyring(id: string): Promise<string | undefined> {
	for (const ending of ['gpg', 'pgp']) {
		const file = `/usr/share/keyrings/${id}-archive-keyring.${ending}`;
		if (await exists(file)) {
			return file;
		}
	}

	return undefined;
}
