import {isSystemError} from '../file-failure.js';
import {formatBytes} from '../format.js';
import {freeSpace} from '../leftovers/free-space.js';
import {wantedSpace} from '../leftovers/temporary-base.js';
import {SandboxError} from './sandbox-error.js';

/** What a server takes until it has inserted a row of 1 MB, in bytes [measured on a tmpfs: MySQL 9.7 130 MB, MariaDB 10.11 20 MB]. */
const ownRoom = 130 * 1024 ** 2;

/** Whether a disk is too small for a server. One that can't be measured is not. @param measure - Tells the free space, in bytes. */
export async function lacksRoom(
	folder: string,
	measure: typeof freeSpace = freeSpace,
): Promise<boolean> {
	const free = await measure(folder).catch(() => ownRoom);
	return free < ownRoom;
}

/** What to know of a disk on which a server has started, but a long run would fail with a full table, which does not say why; absent: there is room, or nobody can say. @param measure - Tells the free space, in bytes. */
export async function roomNote(
	folder: string,
	measure: typeof freeSpace = freeSpace,
): Promise<string | undefined> {
	const free = await measure(folder).catch(() => wantedSpace);
	return free < wantedSpace
		? `The throwaway server is in ${folder}, where ${formatBytes(free)} are free; ten files of 100 MB take up to ${formatBytes(wantedSpace)}. Set TMPDIR to a folder on a larger disk if a table gets full.`
		: undefined;
}

/**
Does something that fills a folder with a server's files. If that fails where there is less room than a server needs, the error says so: a server that can't make a file has other words for it each time.

@param what - Who needs the room, such as `MySQL 9.7.4 from Debian sid`.
@param measure - Tells the free space, in bytes, once what was begun is removed.
@throws {SandboxError} in place of another one; what `task` throws.
*/
export async function inRoom<Result>(
	folder: string,
	what: string,
	task: () => Promise<Result>,
	measure: typeof freeSpace = freeSpace,
): Promise<Result> {
	try {
		return await task();
	} catch (error: unknown) {
		const isOfFiles = error instanceof SandboxError || isSystemError(error);
		if (!isOfFiles || !(await lacksRoom(folder, measure))) {
			throw error;
		}

		const free = await measure(folder);

		throw new SandboxError(
			`${what} has too little room in ${folder}: it takes up to ${formatBytes(ownRoom)} before the first row, and ${formatBytes(free)} are free. Set TMPDIR to a folder on a larger disk.`,
			{cause: error, isFinal: true},
		);
	}
}
