import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {folderPrefix} from './owned-folder.js';
import {SandboxError} from './sandbox-error.js';

/** Longest path of a unix socket, in bytes: macOS has 104 with the closing zero, Linux 108. */
const longestSocket = 103;

/** What an experiment of ten files of 100 MB takes on disk, with undo and redo logs, in bytes. */
const wantedSpace = 3_000_000_000;

/** Directories in which sandboxes may lie: the user's choice, the usual one, and two with short names. */
export function temporaryBases(environment: NodeJS.ProcessEnv): string[] {
	const chosen = environment['TMPDIR'] ?? '';
	const bases = path.isAbsolute(chosen) ? [chosen] : [];
	return [...new Set([...bases, os.tmpdir(), '/tmp', '/var/tmp'])];
}

/**
Chooses the directory for a sandbox: what the user named in `TMPDIR`, else the first that has room for an experiment
(`/tmp` is often a small one in memory), else the roomiest. Its path must leave room for a socket's.

@throws {SandboxError} when none can be written.
*/
export async function chooseBase(
	environment: NodeJS.ProcessEnv,
	bases: readonly string[] = temporaryBases(environment),
): Promise<string> {
	const found = await Promise.all(
		bases.filter(base => isShort(base)).map(async base => withSpace(base)),
	);
	const usable = found.flat();
	const best =
		usable.find(
			({base, space}) => base === environment['TMPDIR'] || space >= wantedSpace,
		) ?? usable.toSorted((a, b) => b.space - a.space)[0];
	if (!best) {
		throw new SandboxError(
			`The sandbox needs a writable temporary folder with a short path (for its unix socket). None of ${bases.join(', ')} will do. Set TMPDIR to one.`,
		);
	}

	return best.base;
}

function isShort(base: string): boolean {
	const socket = path.join(base, `${folderPrefix}XXXXXX`, 's');
	return Buffer.byteLength(socket) <= longestSocket;
}

async function withSpace(
	base: string,
): Promise<Array<{base: string; space: number}>> {
	try {
		await fs.access(base, fs.constants.W_OK);
		const {bavail, bsize} = await fs.statfs(base);
		return [{base, space: bavail * bsize}];
	} catch {
		return [];
	}
}
