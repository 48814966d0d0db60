import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {exists} from '../../source/sandbox/exists.js';
import {createOwnedFolder} from '../../source/leftovers/owned-folder.js';
import {ownerFile, ownOwner} from '../../source/leftovers/owner.js';
import {
	dataOption,
	removeWithServers,
	processesIn,
	sweepStale,
} from '../../source/leftovers/stale.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const hourAgo = new Date(Date.now() - 3_600_000);

async function folderOfTheDead(base: string, name: string): Promise<string> {
	const {pid} = spawnSync(process.execPath, ['--version']);
	const folder = path.join(base, name);
	await fs.mkdir(path.join(folder, 'data'), {recursive: true});
	await fs.writeFile(
		path.join(folder, ownerFile),
		JSON.stringify({...ownOwner(), pid}),
	);
	return folder;
}

/** A process that looks like a server with its data in a folder. */
async function decoyServer(folder: string) {
	const child = spawn(
		process.execPath,
		[
			'--eval',
			'console.log("ready"); setInterval(() => {}, 1000)',
			'--',
			dataOption(folder),
		],
		{stdio: ['ignore', 'pipe', 'ignore']},
	);
	await once(child.stdout, 'data');
	return child;
}

test("a dead owner's folder is removed, and the server in it killed", async t => {
	const base = await temporaryFolder(t);
	const folder = await folderOfTheDead(base, 'kill-lab-dead00');
	const inside = await decoyServer(folder);
	const outside = await decoyServer(path.join(base, 'kill-lab-dead00-not'));
	t.teardown(() => outside.kill('SIGKILL'));
	t.deepEqual(await processesIn(folder), [inside.pid ?? 0]);

	const ended = once(inside, 'exit');
	t.deepEqual(await sweepStale(base), [folder]);
	t.deepEqual(await ended, [null, 'SIGKILL']);
	t.false(await exists(folder));
	t.is(outside.exitCode, null);
	t.is(outside.signalCode, null);
});

test("a live owner's folder stays", async t => {
	const base = await temporaryFolder(t);
	const folder = createOwnedFolder(base);
	t.deepEqual(await sweepStale(base), []);
	t.true(await exists(folder));
	const {mode} = await fs.stat(folder);
	t.is(mode % 0o1000, 0o700);
});

test('of folders without an owner only old and empty ones are removed', async t => {
	const base = await temporaryFolder(t);
	const fresh = path.join(base, 'kill-lab-fresh0');
	const old = path.join(base, 'kill-lab-old000');
	const full = path.join(base, 'kill-lab-full00');
	await fs.mkdir(fresh);
	await fs.mkdir(old);
	await fs.mkdir(path.join(full, 'data'), {recursive: true});
	await fs.utimes(old, hourAgo, hourAgo);
	await fs.utimes(full, hourAgo, hourAgo);
	t.deepEqual(await sweepStale(base), [old]);
	const left = await fs.readdir(base);
	t.deepEqual(left.toSorted(), ['kill-lab-fresh0', 'kill-lab-full00']);
});

test('other names and links are left alone', async t => {
	const base = await temporaryFolder(t);
	const other = await folderOfTheDead(base, 'other-000000');
	const longer = await folderOfTheDead(base, 'kill-lab-test-000000');
	await fs.symlink(other, path.join(base, 'kill-lab-link00'));
	t.deepEqual(await sweepStale(base), []);
	t.true(await exists(path.join(other, ownerFile)));
	t.true(await exists(path.join(longer, ownerFile)));
});

test('a base that is not there has nothing to sweep', async t => {
	t.deepEqual(await sweepStale('/nowhere/at/all'), []);
});

test('removing a folder that is already gone is not an error', async t => {
	await t.notThrowsAsync(removeWithServers('/nowhere/at/all'));
});
