import {readFileSync, readlinkSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import os from 'node:os';
import process from 'node:process';

/** Who a temporary folder belongs to: one process of one machine. */
export type Owner = {
	readonly pid: number;
	/** When the process started, in the words of the operating system: tells a process from a later one of the same id. */
	readonly started: string;
	/** The machine and its process id namespace: ids of another container mean nothing here. */
	readonly place: string;
};

/** Name of the file that says who owns a folder. */
export const ownerFile = 'owner.json';

/** This process. */
export function ownOwner(): Owner {
	return {
		pid: process.pid,
		started: startOf(process.pid) ?? '',
		place: ownPlace(),
	};
}

/** Reads what {@link ownerFile} holds; undefined when it is not a description of an owner. */
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
		// Cut off while it was being written.
	}

	return undefined;
}

/**
Whether the owner may still be alive.

When in doubt (another machine or container), it is.
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
		// Field 22 of proc(5) stat; the name in field 2 may hold spaces, so counting starts behind it.
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
