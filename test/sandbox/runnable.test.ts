import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {
	assertCacheRuns,
	assertRunnable,
} from '../../source/sandbox/runnable.js';
import {SandboxError} from '../../source/sandbox/sandbox-error.js';
import {openCache} from '../../source/sandbox/server-cache.js';
import {temporaryFolder} from './temporary-folder.js';

test('a file that the system would not run says where another cache is named', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'ld.so');
	// As on a disk that is mounted noexec, root may not run it either.
	await fs.writeFile(file, '', {mode: 0o600});
	const error = await t.throwsAsync(assertRunnable(file, folder), {
		instanceOf: SandboxError,
	});
	t.is(
		error.message,
		`The cache folder ${folder} lets no program run: permission denied (EACCES), as if its disk were mounted noexec. Set XDG_CACHE_HOME to a folder on another disk, or install a server.`,
	);
	// A server may be installed.
	t.false(error.isFinal);
	await fs.chmod(file, 0o700);
	await t.notThrowsAsync(assertRunnable(file, folder));
});

test('a cache is tried before a server is downloaded into it, and nothing stays there', async t => {
	const cache = openCache(
		Object.fromEntries([['XDG_CACHE_HOME', await temporaryFolder(t)]]),
	);
	await assertCacheRuns(cache);
	t.deepEqual(await fs.readdir(cache.folder), []);
});
