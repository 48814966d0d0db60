import {Buffer} from 'node:buffer';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {Refusal} from '../refusal.js';
import {folderPrefix} from './folder-prefix.js';
import {freeSpace} from './free-space.js';

/** Longest path of a unix socket, in bytes: macOS has 104 with the final zero byte, Linux 108. */
const longestSocket = 103;

/** Disk space for an experiment with ten files of 100 MB, with undo and redo logs, in bytes. */
export const wantedSpace = 3_000_000_000;

/** Directories for sandboxes: the user's choice, the usual one, and two with short names. */
export function temporaryBases(environment: NodeJS.ProcessEnv): string[] {
	const chosen = environment['TMPDIR'] ?? '';
	const bases = path.isAbsolute(chosen) ? [chosen] : [];
	return [...new Set([...bases, os.tmpdir(), '/tmp', '/var/tmp'])];
}

/**
Chooses the directory for a sandbox: the one in `TMPDIR`, otherwise the first with room for an experiment (`/tmp` is
often small and in memory), otherwise the one with the most room. Its path must be short enough for a socket in it.

@throws {Refusal} if none is writable.
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
		throw new Refusal(
			`The sandbox needs a writable temporary folder with a short path (for its unix socket). None of ${bases.join(', ')} can be used. Set TMPDIR to one.`,
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
		// The dot is in folders only.
		await fs.access(`${base}/.`, fs.constants.W_OK + fs.constants.X_OK);
		return [{base, space: await freeSpace(base)}];
	} catch {
		return [];
	}
}
