import {execFile} from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {folderPrefix} from './folder-prefix.js';
import {isAlive, ownerFile, parseOwner} from './owner.js';

// A folder has no owner for microseconds only; this allows for a suspended machine.
const unownedAge = 60_000;

const listTimeout = 10_000;

/** The longest list of processes, in bytes. */
const longestList = 64 * 1024 ** 2;

/**
Removes the folders that dead processes left in a temporary or cache directory.

It removes a folder only if it belongs to this user and its owner is certainly dead. It first kills a server in the
folder, and only one whose command line names the folder.

@returns The folders that were removed.
*/
export async function sweepStale(base: string): Promise<string[]> {
	const names = await fs.readdir(base).catch(() => []);
	const removed = await Promise.all(
		names
			.filter(name => isSandboxName(name))
			.map(async name => {
				const folder = path.join(base, name);
				// It belongs to another user, or another sweep has removed it: no reason to complain.
				const isGone = await sweepFolder(folder).catch(() => false);
				return isGone ? [folder] : [];
			}),
	);
	return removed.flat();
}

/**
Removes a folder, and kills any server that still runs in it with its life line. Does nothing if it is already gone.

@throws {Error} if a server can't be killed or the folder can't be removed.
*/
export async function removeWithServers(folder: string): Promise<void> {
	for (;;) {
		const processes = await processesIn(folder);
		if (processes.length === 0) {
			break;
		}

		for (const pid of processes) {
			killProcess(pid);
		}

		await delay(10);
	}

	await fs.rm(folder, {recursive: true, force: true, maxRetries: 3});
}

/** The option that says where a server keeps its data. It also identifies a server. */
export function dataOption(folder: string): string {
	return `--datadir=${path.join(folder, 'data')}`;
}

/** Whether `mkdtemp` may have made this name from our prefix: other programs' folders may also begin with this project's name. */
function isSandboxName(name: string): boolean {
	return (
		name.startsWith(folderPrefix) &&
		/^[a-zA-Z\d]{6}$/.test(name.slice(folderPrefix.length))
	);
}

async function sweepFolder(folder: string): Promise<boolean> {
	const stat = await fs.lstat(folder);
	if (!stat.isDirectory() || stat.uid !== process.getuid?.()) {
		return false;
	}

	const text = await fs
		.readFile(path.join(folder, ownerFile), 'utf8')
		.catch(() => '');
	const owner = parseOwner(text);
	if (owner === undefined) {
		if (Date.now() - stat.mtimeMs < unownedAge) {
			return false;
		}

		// Fails unless the folder is empty, as it should: then it is not ours.
		await fs.rmdir(folder);
		return true;
	}

	if (isAlive(owner)) {
		return false;
	}

	await removeWithServers(folder);
	return true;
}

/** Ids of the processes of a server in a folder, found by their command lines: the server and its life line. */
export async function processesIn(folder: string): Promise<number[]> {
	const option = dataOption(folder);
	if (process.platform !== 'linux') {
		const list = await listProcesses();
		return list
			.split('\n')
			.filter(line => `${line} `.includes(`${option} `))
			.map(line => Number.parseInt(line, 10));
	}

	const names = await fs.readdir('/proc');
	const found = await Promise.all(
		names
			.filter(name => /^\d+$/.test(name))
			.map(async name => {
				const line = await fs
					.readFile(`/proc/${name}/cmdline`, 'utf8')
					.catch(() => '');
				return line.split('\0').includes(option) ? [Number(name)] : [];
			}),
	);
	return found.flat();
}

/** The id and the command line of every process, a line each. */
async function listProcesses(): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(
			'ps',
			['-axo', 'pid=,command='],
			{timeout: listTimeout, maxBuffer: longestList},
			(error, list) => {
				if (error) {
					reject(new Error(`ps failed: ${error.message}`, {cause: error}));
				} else {
					resolve(list);
				}
			},
		);
	});
}

function killProcess(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		const isGone =
			error instanceof Error && 'code' in error && error.code === 'ESRCH';
		if (!isGone) {
			throw error;
		}
	}
}
