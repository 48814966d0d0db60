import fs from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {exists} from '../../source/sandbox/exists.js';
import {
	SandboxError,
	startSandbox,
	type SandboxOptions,
} from '../../source/sandbox/sandbox.js';
import {installBrokenServer, installServer} from './installation.js';
import {temporaryFolder, until} from './temporary-folder.js';

/** An isolated environment: nothing installed but what the test puts into `folder`/bin, an empty cache, no apt. */
async function world(t: ExecutionContext) {
	const folder = await temporaryFolder(t);
	const temporary = path.join(folder, 'tmp');
	await fs.mkdir(temporary);
	const options = {
		installFolders: [],
		environment: Object.fromEntries([
			['PATH', path.join(folder, 'bin')],
			['XDG_CACHE_HOME', path.join(folder, 'cache')],
			['TMPDIR', temporary],
		]) as NodeJS.ProcessEnv,
	} satisfies SandboxOptions;
	return {
		folder,
		temporary,
		options,
		cache: path.join(folder, 'cache/kill-lab'),
	};
}

async function start(t: ExecutionContext, options: SandboxOptions) {
	const sandbox = await startSandbox(options);
	t.teardown(async () => sandbox.stop());
	return sandbox;
}

test('without any server and without apt it says what to do', async t => {
	const {options} = await world(t);
	const error = await t.throwsAsync(startSandbox(options), {
		instanceOf: SandboxError,
	});
	t.regex(error.message, /MySQL is not available: .*apt-get/);
	t.regex(error.message, /MariaDB is not available: .*apt-get/);
	t.regex(error.message, /Install one .*-h HOST -u USER or -S SOCKET/);
});

test('a requested flavour is the only one that is tried', async t => {
	const {options, folder} = await world(t);
	await installServer(folder, 'mariadb');
	const error = await t.throwsAsync(
		startSandbox({...options, choice: {flavour: 'mysql'}}),
		{instanceOf: SandboxError},
	);
	t.regex(error.message, /MySQL is not available/);
	t.notRegex(error.message, /MariaDB is not available/);
});

test.serial('an installed server is used, under whatever name', async t => {
	const {options, folder} = await world(t);
	const program = await installServer(folder, 'mariadb', 'mysqld');
	const steps: string[] = [];
	const sandbox = await start(t, {
		...options,
		onProgress({step}) {
			steps.push(step);
		},
	});
	t.is(sandbox.flavour, 'mariadb');
	t.is(sandbox.label, `MariaDB ${sandbox.version} (${program})`);
	t.is(sandbox.note, undefined);
	t.deepEqual(steps, ['look', 'initialise', 'start']);
});

test.serial('of two installed servers MySQL is used', async t => {
	const {options, folder} = await world(t);
	await installServer(folder, 'mariadb');
	await installServer(folder, 'mysql');
	const sandbox = await start(t, options);
	t.is(sandbox.flavour, 'mysql');
});

test.serial('a server that does not work is skipped, with a note', async t => {
	const {options, folder} = await world(t);
	const broken = await installBrokenServer(folder);
	await installServer(folder, 'mariadb');
	const fallbacks: string[] = [];
	const sandbox = await start(t, {
		...options,
		onProgress(progress) {
			if (progress.step === 'fallback') {
				fallbacks.push(progress.reason);
			}
		},
	});
	t.is(sandbox.flavour, 'mariadb');
	t.is(
		sandbox.note,
		`MySQL 8.4.0 (${broken}) is not available: MySQL 8.4.0 (${broken}): initialising a data directory failed (exit code 7) [ERROR] it is broken. Using MariaDB ${sandbox.version} instead.`,
	);
	t.is(fallbacks.length, 1);
});

test.serial('the program that KILL_LAB_SERVER names is used', async t => {
	const {options, folder} = await world(t);
	const program = await installServer(path.join(folder, 'own'), 'mariadb');
	await installBrokenServer(folder);
	options.environment['KILL_LAB_SERVER'] = program;
	const sandbox = await start(t, options);
	t.is(sandbox.flavour, 'mariadb');
	t.is(sandbox.note, undefined);
});

test('a named program of another flavour than requested is refused', async t => {
	const {options, folder} = await world(t);
	const serverPath = await installBrokenServer(folder);
	await t.throwsAsync(
		startSandbox({...options, serverPath, choice: {flavour: 'mariadb'}}),
		{
			instanceOf: SandboxError,
			message: /is MySQL 8\.4\.0, but MariaDB was requested/,
		},
	);
});

test('a named program of another version than requested is refused', async t => {
	const {options, folder} = await world(t);
	const serverPath = await installBrokenServer(folder);
	await t.throwsAsync(
		startSandbox({
			...options,
			serverPath,
			choice: {flavour: 'mysql', version: '9.7'},
		}),
		{
			instanceOf: SandboxError,
			message: /is MySQL 8\.4\.0, but MySQL 9\.7 was requested/,
		},
	);
});

test('an installed server of another version than requested is skipped', async t => {
	const {options, folder} = await world(t);
	await installBrokenServer(folder);
	const error = await t.throwsAsync(
		startSandbox({...options, choice: {flavour: 'mysql', version: '9.7'}}),
		{instanceOf: SandboxError},
	);
	t.regex(error.message, /^MySQL 9\.7 is not available: .*apt-get/m);
	t.notRegex(error.message, /8\.4\.0/);
});

test('a missing named program is refused', async t => {
	const {options} = await world(t);
	await t.throwsAsync(
		startSandbox({...options, serverPath: '/nowhere/mysqld'}),
		{instanceOf: SandboxError, message: /\/nowhere\/mysqld/},
	);
});

test.serial(
	'an installed server starts although nothing can be kept, and leaves nothing',
	async t => {
		const {options, folder, temporary} = await world(t);
		await installServer(folder, 'mariadb');
		await fs.writeFile(path.join(folder, 'cache'), '');
		const sandbox = await startSandbox(options);
		t.is(sandbox.flavour, 'mariadb');
		t.is(sandbox.note, undefined);
		await sandbox.stop();
		t.deepEqual(await fs.readdir(temporary), []);
	},
);

test.serial(
	'a server that ends while starting is quoted, and leaves nothing',
	async t => {
		const {options, folder, temporary} = await world(t);
		await installServer(folder, 'mariadb');
		await t.throwsAsync(
			startSandbox({...options, serverOptions: ['--no-such-option']}),
			{instanceOf: SandboxError, message: /no-such-option/},
		);
		t.deepEqual(await fs.readdir(temporary), []);
	},
);

test.serial('aborting before the start asks nobody', async t => {
	const {options} = await world(t);
	await t.throwsAsync(startSandbox({...options, signal: AbortSignal.abort()}), {
		any: true,
		name: 'AbortError',
	});
});

test.serial(
	'aborting while the data directory is created leaves nothing',
	async t => {
		const {options, folder, cache} = await world(t);
		await installServer(folder, 'mysql');
		const controller = new AbortController();
		const result = startSandbox({...options, signal: controller.signal});
		await until(async () => {
			const [work = ''] = await fs.readdir(cache).catch(() => []);
			return exists(path.join(cache, work, 'data', 'ibdata1'));
		});
		controller.abort();
		await t.throwsAsync(result, {any: true, name: 'AbortError'});
		t.deepEqual(await fs.readdir(cache), []);
	},
);

test.serial('aborting while the server starts leaves nothing', async t => {
	const {options, folder, temporary} = await world(t);
	await installServer(folder, 'mysql');
	const controller = new AbortController();
	const result = startSandbox({...options, signal: controller.signal});
	await until(async () => {
		const names = await fs.readdir(temporary);
		return names.length > 0;
	});
	controller.abort();
	await t.throwsAsync(result, {any: true, name: 'AbortError'});
	t.deepEqual(await fs.readdir(temporary), []);
});

test.serial(
	'two that start with an empty cache at the same time both get their server',
	async t => {
		const {options, folder, cache} = await world(t);
		await installServer(folder, 'mariadb');
		const both = await Promise.all([start(t, options), start(t, options)]);
		t.not(both[0].directory, both[1].directory);
		const names = await fs.readdir(cache);
		t.is(names.length, 1);
	},
);
