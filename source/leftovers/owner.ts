import {readFileSync, readlinkSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import os from 'node:os';
import process from 'node:process';

/** The owner of a temporary folder: one process on one machine. */
export type Owner = {
	readonly pid: number;
	/** The process's start time as the operating system gives it: it tells a process from a later one with the same id. */
	readonly started: string;
	/** The machine and its process id namespace: another container's ids mean nothing here. */
	readonly place: string;
};

/** The file that names a folder's owner. */
export const ownerFile = 'owner.json';

/** This process as an owner. */
export function ownOwner(): Owner {
	return {
		pid: process.pid,
		started: startOf(process.pid) ?? '',
		place: ownPlace(),
	};
}

/** Reads the content of {@link ownerFile}; undefined if it does not describe an owner. */
export function parseOwner(text: string): Owner | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (
			typeof value === 'object' &&
			value !== null &&
			'pid' in value &&
			'started' in value &&
			'place' in value &&
			Number.isSafeInteger(value.pid)
		) {
			return {
				pid: Number(value.pid),
				started: String(value.started),
				place: String(value.place),
			};
		}
	} catch {
		// The process died while writing it.
	}

	return undefined;
}

/**
Whether the owner may still be alive.

In doubt (another machine or container) the answer is yes.
*/
export function isAlive(owner: Owner): boolean {
	if (owner.place !== ownPlace()) {
		return true;
	}

	try {
		process.kill(owner.pid, 0);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : '';
		return code === 'EPERM';
	}

	const started = startOf(owner.pid);
	return started === undefined || started === owner.started;
}

function ownPlace(): string {
	let namespace = '';
	try {
		namespace = readlinkSync('/proc/self/ns/pid');
	} catch {
		// Only Linux has it.
	}

	return `${os.hostname()} ${namespace}`.trim();
}

function startOf(pid: number): string | undefined {
	try {
		// Field 22 of proc(5) stat; the name in field 2 may contain spaces, so counting starts after it.
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat
			.slice(stat.lastIndexOf(')') + 2)
			.split(' ')
			.at(19);
	} catch {
		return process.platform === 'linux' ? undefined : startByPs(pid);
	}
}

function startByPs(pid: number): string | undefined {
	try {
		return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
			encoding: 'utf8',
			env: Object.fromEntries([
				...Object.entries(process.env),
				['LC_ALL', 'C'],
			]),
			stdio: ['ignore', 'pipe', 'ignore'],
			timeout: 5000,
		}).trim();
	} catch {
		return undefined;
	}
}
