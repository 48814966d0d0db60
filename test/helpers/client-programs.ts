import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {versionInPath} from '../../source/sandbox/apt-output.js';
import {type Flavour} from '../../source/server/flavour.js';
import {
	openCache,
	publish,
	type Cache,
} from '../../source/sandbox/server-cache.js';
import {fetchPackages} from './packages.js';

/** A server's own program, which shows how the mysql client reads option files. */
type ClientProgram =
	'my_print_defaults' | 'mysql' | 'mariadb' | 'mysql_config_editor';

/** A program's output and exit code. */
export type Answer = {
	readonly stdout: string;
	readonly stderr: string;
	readonly code: number;
};

/** One flavour's own client programs. */
export type ClientPrograms = {
	/** The command that starts one, with its own libraries, because the host's may be older. */
	readonly command: (program: ClientProgram) => readonly [string, ...string[]];
	/** Runs one to its end, in an environment that contains only `environment`. */
	readonly run: (
		program: ClientProgram,
		args: readonly string[],
		environment?: Readonly<Record<string, string>>,
	) => Promise<Answer>;
};

/** Packages with the programs: Debian has MySQL's my_print_defaults beside the server. */
const packages = {
	mysql: ['mysql-client-core', 'mysql-server-core'],
	mariadb: ['mariadb-client-core'],
} as const satisfies Record<Flavour, readonly string[]>;

/** The libraries that the programs are linked with. */
const libraries =
	/^(?:libc6|libgcc-s1|libstdc\+\+6|libssl3\w*|zlib1g|libzstd1|libedit2|libbsd0|libmd0|libncurses6|libtinfo6|libgoogle-perftools\w*|libtcmalloc\S*|libunwind8|liblzma5)$/;

const programs: ReadonlySet<string> = new Set<ClientProgram>([
	'my_print_defaults',
	'mysql',
	'mariadb',
	'mysql_config_editor',
]);

/**
The programs of a flavour, from the user's cache. With `fetch`, missing ones are downloaded from the archive of this machine's distribution, as the sandbox's servers are.

@returns Nothing if they are not available: then a test has only what was recorded with them.
*/
export async function clientPrograms(
	flavour: Flavour,
	{fetch = false} = {},
): Promise<ClientPrograms | undefined> {
	const cache = openCache(process.env);
	const prefix = `clients-${process.arch}-${flavour}-`;
	const names = await fs.readdir(cache.folder).catch(() => []);
	const name = names
		.filter(name => name.startsWith(prefix))
		.toSorted((a, b) => a.localeCompare(b, 'en', {numeric: true}))
		.at(-1);
	if (name !== undefined) {
		return programsIn(path.join(cache.folder, name));
	}

	if (!fetch) {
		return undefined;
	}

	return programsIn(
		await cache.work(async work => fetchInto(work, cache, flavour, prefix)),
	);
}

async function fetchInto(
	work: string,
	cache: Cache,
	flavour: Flavour,
	prefix: string,
): Promise<string> {
	const {root, version} = await fetchPackages(
		work,
		flavour,
		packages[flavour],
		libraries,
	);
	const finished = path.join(work, 'finished');
	await collect(root, finished);
	return publish(
		finished,
		path.join(
			cache.folder,
			`${prefix}${versionInPath(version(packages[flavour][0]))}`,
		),
	);
}

/** Copies the programs and their libraries, which are a small part of the packages. */
async function collect(root: string, target: string): Promise<void> {
	for (const name of ['bin', 'lib']) {
		await fs.mkdir(path.join(target, name), {recursive: true});
	}

	const entries = await fs.readdir(root, {
		recursive: true,
		withFileTypes: true,
	});
	for (const {name, parentPath} of entries) {
		const file = path.join(parentPath, name);
		if (/\/lib\/[^/]+-linux-gnu$/.test(parentPath) && name.includes('.so')) {
			await fs.cp(file, path.join(target, 'lib', name), {dereference: true});
		} else if (parentPath.endsWith('/usr/bin') && programs.has(name)) {
			await fs.cp(file, path.join(target, 'bin', name), {dereference: true});
		}
	}
}

async function programsIn(root: string): Promise<ClientPrograms> {
	const folder = path.join(root, 'lib');
	const names = await fs.readdir(folder);
	const loader = names.find(name => /^ld(?:-linux.*|64)\.so\.\d+$/.test(name));
	const command: ClientPrograms['command'] = program => [
		path.join(folder, loader ?? ''),
		'--inhibit-cache',
		'--library-path',
		folder,
		path.join(root, 'bin', program),
	];

	return {
		command,
		async run(program, args, environment = {}) {
			const [file, ...rest] = command(program);
			return new Promise(resolve => {
				const child = execFile(
					file,
					[...rest, ...args],
					{env: {...environment}},
					(_error, stdout, stderr) => {
						resolve({stdout, stderr, code: child.exitCode ?? -1});
					},
				);
				child.stdin?.end();
			});
		},
	};
}
