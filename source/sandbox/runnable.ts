import fs from 'node:fs/promises';
import path from 'node:path';
import {describeFileFailure} from '../file-failure.js';
import {SandboxError} from './sandbox-error.js';
import {type Cache} from './server-cache.js';

/**
Whether the system would run a file, whatever it is: not from a file system that is mounted noexec.

@param cache - The folder that the file is in, for the message.
@throws {SandboxError} if it would not.
*/
export async function assertRunnable(
	file: string,
	cache: string,
	isFinal = false,
): Promise<void> {
	try {
		await fs.access(file, fs.constants.X_OK);
	} catch (error: unknown) {
		throw new SandboxError(
			`The cache folder ${cache} lets no program run: ${describeFileFailure(error)}, as if its disk were mounted noexec. Set XDG_CACHE_HOME to a folder on another disk, or install a server.`,
			{cause: error, isFinal},
		);
	}
}

/**
Whether a server can be run from the cache, before one is downloaded into it.

@throws {SandboxError} if it can't.
*/
export async function assertCacheRuns(cache: Cache): Promise<void> {
	await cache.work(async folder => {
		const file = path.join(folder, 'program');
		await fs.writeFile(file, '', {mode: 0o700});
		await assertRunnable(file, cache.folder, true);
	});
}
