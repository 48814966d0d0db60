import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {debsIn} from './apt-root.js';
import {exists} from './exists.js';
import {runCommand} from './run-command.js';
import {SandboxError} from './sandbox-error.js';

type Run = {
	/** The work folder; it is removed when a command is killed. */
	readonly folder: string;
	readonly signal?: AbortSignal | undefined;
};

const unpackTimeout = 300_000;

/** Unpacks all packages in a folder into one root, several at a time. */
export async function unpackAll(
	debs: string,
	root: string,
	run: Run,
): Promise<void> {
	await fs.mkdir(root, {recursive: true});
	const queue = await debsIn(debs);
	const worker = async () => {
		for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
			await runCommand(['dpkg-deb', '--extract', file, root], {
				...run,
				timeout: unpackTimeout,
			});
		}
	};

	const workers = Array.from({length: os.availableParallelism()}, worker);
	// All of them must have ended before the folder can be removed.
	await Promise.allSettled(workers);
	await Promise.all(workers);
}

/** Names of the libraries that a server in an unpacked root needs but that are not in it. */
export async function missingLibraries(
	root: string,
	program: string,
	run: Run,
): Promise<string[]> {
	const libraries = await neededLibraries(root, program, run);
	return libraries.filter(({file}) => file === undefined).map(({name}) => name);
}

/**
Copies what a server needs to run out of an unpacked root: the program, its libraries with their dynamic loader, its
messages and character sets, MariaDB's SQL files.
*/
export async function collectServer(
	root: string,
	target: string,
	program: string,
	run: Run,
): Promise<void> {
	for (const folder of ['bin', 'lib', 'share', 'plugin']) {
		await fs.mkdir(path.join(target, folder), {recursive: true});
	}

	await fs.copyFile(
		path.join(root, 'usr', 'sbin', program),
		path.join(target, 'bin', program),
	);
	const loader = await findLoader(root);
	await fs.copyFile(loader, path.join(target, 'lib', 'ld.so'));
	for (const {name, file} of await neededLibraries(root, program, run)) {
		if (file !== undefined) {
			await fs.copyFile(file, path.join(target, 'lib', path.basename(name)));
		}
	}

	await copyShare(root, path.join(target, 'share'));
	// MySQL loads it at every start and complains if it is missing.
	const component = 'component_reference_cache.so';
	const file = path.join(root, 'usr/lib/mysql/plugin', component);
	if (await exists(file)) {
		await fs.copyFile(file, path.join(target, 'plugin', component));
	}
}

/** Reads the lines `NAME => FILE (ADDRESS)` of the dynamic loader's `--list`; a file outside `root` counts as missing. */
export function parseLibraries(
	text: string,
	root: string,
): Array<{name: string; file: string | undefined}> {
	return text.split('\n').flatMap(line => {
		const match = /^\s*(\S+) => (\S+)/.exec(line);
		const [, name, file] = match ?? [];
		if (name === undefined || file === undefined) {
			return [];
		}

		return [{name, file: file.startsWith(`${root}/`) ? file : undefined}];
	});
}

async function neededLibraries(root: string, program: string, run: Run) {
	const loader = await findLoader(root);
	const libraries = await findFiles(root, /\.so(?:\.|$)/);
	const folders = [...new Set(libraries.map(file => path.dirname(file)))];
	const answer = await runCommand(
		[
			loader,
			'--inhibit-cache',
			'--library-path',
			folders.filter(folder => !folder.includes('/plugin')).join(':'),
			'--list',
			path.join(root, 'usr', 'sbin', program),
		],
		{
			...run,
			timeout: unpackTimeout,
			name: `looking for ${program}'s libraries`,
		},
	);
	return parseLibraries(answer, root);
}

async function findLoader(root: string): Promise<string> {
	// Symbolic links to it may be absolute, and so point into the host's files. Before glibc 2.34 the file has its version in its name.
	const [loader] = await findFiles(
		root,
		/^ld(?:-linux[^/]*\.so\.\d+|64\.so\.\d+|-\d+\.\d+\.so)$/,
	);
	if (loader === undefined) {
		throw new SandboxError('the packages contain no dynamic loader');
	}

	return loader;
}

async function findFiles(root: string, name: RegExp): Promise<string[]> {
	const entries = await fs.readdir(root, {
		recursive: true,
		withFileTypes: true,
	});
	return entries
		.filter(entry => entry.isFile() && name.test(entry.name))
		.map(entry => path.join(entry.parentPath, entry.name));
}

async function copyShare(root: string, target: string): Promise<void> {
	for (const name of ['mariadb', 'mysql']) {
		const share = path.join(root, 'usr', 'share', name);
		const entries = await fs.readdir(share).catch(() => []);
		for (const entry of entries) {
			if (
				entry === 'english' ||
				entry === 'charsets' ||
				entry.endsWith('.sql')
			) {
				await fs.cp(path.join(share, entry), path.join(target, entry), {
					recursive: true,
				});
			}
		}
	}
}
