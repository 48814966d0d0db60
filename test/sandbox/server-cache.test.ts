import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {exists} from '../../source/sandbox/exists.js';
import {SandboxError} from '../../source/sandbox/sandbox-error.js';
import {
	findCached,
	openCache,
	publish,
	writeManifest,
	type Manifest,
} from '../../source/sandbox/server-cache.js';
import {temporaryFolder} from './temporary-folder.js';

const manifest: Manifest = {
	flavour: 'mysql',
	version: '9.7.4',
	origin: 'Debian sid',
	arch: process.arch,
	program: 'mysqld',
};

function cacheIn(folder: string) {
	return openCache(Object.fromEntries([['XDG_CACHE_HOME', folder]]));
}

async function cacheWith(
	folder: string,
	manifests: ReadonlyArray<Partial<Manifest>>,
) {
	const cache = cacheIn(folder);
	for (const [index, change] of manifests.entries()) {
		const server = path.join(cache.folder, `server-${index}`);
		await fs.mkdir(server, {recursive: true});
		await writeManifest(server, {...manifest, ...change});
	}

	return cache;
}

test('lies where the XDG specification says', t => {
	t.is(cacheIn('/some/where').folder, '/some/where/kill-lab');
	t.regex(openCache({}).folder, /\/\.cache\/kill-lab$/);
	t.is(cacheIn('relative').folder, openCache({}).folder);
});

test('finds the newest server of a flavour', async t => {
	const cache = await cacheWith(await temporaryFolder(t), [
		{version: '9.7.4'},
		{version: '9.10.0'},
		{version: '9.8.1'},
		{flavour: 'mariadb', version: '11.8.2', program: 'mariadbd'},
	]);
	const mysql = await findCached(cache, {flavour: 'mysql'});
	t.is(mysql?.version, '9.10.0');
	t.is(mysql?.label, 'MySQL 9.10.0 from Debian sid');
	const mariadb = await findCached(cache, {flavour: 'mariadb'});
	t.is(mariadb?.version, '11.8.2');
});

test('keeps servers of a version beside the usual one, which they do not replace', async t => {
	const mariadb = {flavour: 'mariadb', program: 'mariadbd'} as const;
	const cache = await cacheWith(await temporaryFolder(t), [
		{...mariadb, version: '11.8.9', isOnRequest: true},
	]);
	t.is(await findCached(cache, {flavour: 'mariadb'}), undefined);

	const usual = path.join(cache.folder, 'usual');
	await fs.mkdir(usual);
	await writeManifest(usual, {...manifest, ...mariadb, version: '10.11.18'});
	const versions = [];
	for (const version of [undefined, '11.8', '10.11', '10', '11.4']) {
		const found = await findCached(cache, {flavour: 'mariadb', version});
		versions.push(found?.version);
	}

	t.deepEqual(versions, [
		'10.11.18',
		'11.8.9',
		'10.11.18',
		'10.11.18',
		undefined,
	]);
});

test("passes over other machines' servers and what is no server", async t => {
	const cache = await cacheWith(await temporaryFolder(t), [{arch: 'other'}]);
	const broken = path.join(cache.folder, 'broken');
	await fs.mkdir(broken);
	await fs.writeFile(path.join(broken, 'server.json'), '{"flavour":"mysql"}');
	await fs.mkdir(path.join(cache.folder, 'empty'));
	t.is(await findCached(cache, {flavour: 'mysql'}), undefined);
});

test('has nothing before the first use', async t => {
	const cache = cacheIn(await temporaryFolder(t));
	t.is(await findCached(cache, {flavour: 'mysql'}), undefined);
});

test('of two that fill it at the same time the first wins and both go on', async t => {
	const folder = await temporaryFolder(t);
	const cache = cacheIn(folder);
	const target = path.join(cache.folder, 'server');
	const fill = async (name: string) =>
		cache.work(async work => {
			const finished = path.join(work, 'finished');
			await fs.mkdir(finished);
			await fs.writeFile(path.join(finished, name), '');
			return publish(finished, target);
		});
	t.deepEqual(await Promise.all([fill('a'), fill('b')]), [target, target]);
	const names = await fs.readdir(target);
	t.is(names.length, 1);
	t.deepEqual(await fs.readdir(cache.folder), ['server']);
});

test('takes a work folder back after a failure', async t => {
	const cache = cacheIn(await temporaryFolder(t));
	let work = '';
	const result = cache.work(async folder => {
		work = folder;
		throw new Error('no luck');
	});
	await t.throwsAsync(result, {message: 'no luck'});
	t.not(work, '');
	t.false(await exists(work));
});

test("says so if it can't be written", async t => {
	const file = path.join(await temporaryFolder(t), 'file');
	await fs.writeFile(file, '');
	const cache = cacheIn(file);
	const error = await t.throwsAsync(
		cache.work(async () => undefined),
		{instanceOf: SandboxError},
	);
	t.true(error.isFinal);
	t.is(
		error.message,
		`The cache folder ${cache.folder} can't be written: part of the path is not a folder (ENOTDIR). Set XDG_CACHE_HOME to a writable folder, or install a server.`,
	);
});
