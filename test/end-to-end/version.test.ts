import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {cachedServers, openCache} from '../../source/sandbox/server-cache.js';
import {version} from '../../source/version.js';
import {runProgram} from '../helpers/program.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

test('--version is the version, and nothing else', async t => {
	const {stdout, stderr, ended} = await runProgram(t, ['--version']);
	t.deepEqual([stdout, stderr, ended], [`${version}\n`, '', 0]);
});

test('--version --verbose tells what it runs on, and starts nothing', async t => {
	const {stdout, ended, remains} = await runProgram(t, [
		'--version',
		'--verbose',
	]);
	t.is(ended, 0);
	const [own, node] = stdout.split('\n');
	t.is(own, `kill-lab  ${version}`);
	t.regex(node ?? '', /^Node\.js {3}v\d+\.\d+\.\d+$/);
	// The executable has a Node of its own.
	t.is(
		node === `Node.js   ${process.version}`,
		process.env['KILL_LAB_EXECUTABLE'] === undefined,
	);
	for (const {label} of await cachedServers(openCache(process.env))) {
		t.true(stdout.includes(` ${label}\n`), `${label}`);
	}

	t.deepEqual(await remains(), []);
});

test('--version --verbose leaves a cache that there is not as it is', async t => {
	const folder = await temporaryFolder(t);
	const cache = path.join(folder, 'cache');
	const {stdout, ended} = await runProgram(
		t,
		['--version', '--verbose'],
		Object.fromEntries([['XDG_CACHE_HOME', cache]]),
	);
	t.is(ended, 0);
	t.true(stdout.endsWith(`cache     ${path.join(cache, 'kill-lab')}\n`));
	t.deepEqual(await fs.readdir(folder), []);
});

test('--version --verbose tells an installed server once, whatever names it has', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'mysqld');
	await fs.writeFile(
		file,
		'#!/bin/sh\necho "$0  Ver 10.11.7-MariaDB for debian-linux-gnu"\n',
		{mode: 0o755},
	);
	await fs.symlink(file, path.join(folder, 'mariadbd'));
	const {stdout} = await runProgram(
		t,
		['--version', '--verbose'],
		Object.fromEntries([['PATH', `${folder}:${process.env['PATH'] ?? ''}`]]),
	);
	t.is(stdout.split('MariaDB 10.11.7').length, 2, `${stdout}`);
});

test('--verbose without --version is refused', async t => {
	const {stderr, ended} = await runProgram(t, ['--verbose']);
	t.is(stderr, 'kill-lab: --verbose works only with --version.\n');
	t.is(ended, 2);
});
