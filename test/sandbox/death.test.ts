import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import test, {type ExecutionContext} from 'ava';
import {exists} from '../../source/sandbox/exists.js';
import {type Flavour} from '../../source/server/flavour.js';
import {processesIn, sweepStale} from '../../source/leftovers/stale.js';
import {flavours, sandboxServer} from '../helpers/server.js';
import {testProgram} from '../helpers/test-program.js';
import {serversIn} from './server-process.js';
import {installServer} from './installation.js';
import {temporaryFolder, until} from './temporary-folder.js';

const fixture = testProgram('test/sandbox/fixtures/owner.ts');

// The fetching is not to be tested here, nor to be repeated by several processes.
test.before(async () => {
	for (const flavour of flavours) {
		const server = await sandboxServer(flavour);
		await server.stop();
	}
});

function startOwner(
	t: ExecutionContext,
	flavour: Flavour,
	settings: ReadonlyArray<readonly [string, string]> = [],
) {
	const owner = spawn(process.execPath, [...fixture, flavour], {
		env: Object.fromEntries([
			...Object.entries(process.env),
			['KILL_LAB_SERVER', ''],
			...settings,
		]),
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	t.teardown(() => owner.kill('SIGKILL'));
	return owner;
}

async function nextLine(
	owner: ReturnType<typeof startOwner>,
	key: 'directory' | 'step',
	wanted?: string,
): Promise<string> {
	for await (const line of readline.createInterface(owner.stdout)) {
		const value = parse(line)[key];
		if (typeof value === 'string' && (wanted ?? value) === value) {
			return value;
		}
	}

	throw new Error('The owner has ended');
}

for (const flavour of flavours) {
	for (const signal of ['SIGKILL', 'SIGHUP', 'SIGTERM', 'SIGINT'] as const) {
		test.serial(
			`${flavour}: ${signal} of the owner leaves nothing`,
			async t => {
				const owner = startOwner(t, flavour);
				const directory = await nextLine(owner, 'directory');
				const servers = await serversIn(directory);
				t.is(servers.length, 1);
				owner.kill(signal);
				t.deepEqual(await once(owner, 'exit'), [null, signal]);
				await untilGone(directory);
				t.false(await exists(directory));
			},
		);
	}

	test.serial(
		`${flavour}: an owner that forgets it leaves nothing`,
		async t => {
			const owner = startOwner(t, flavour);
			const directory = await nextLine(owner, 'directory');
			owner.stdin.write('end\n');
			t.deepEqual(await once(owner, 'exit'), [0, null]);
			await untilGone(directory);
			t.false(await exists(directory));
		},
	);

	test.serial(
		`${flavour}: SIGKILL while the data directory is made leaves nothing`,
		async t => {
			const base = await temporaryFolder(t);
			const program = await installServer(base, flavour);
			const owner = startOwner(t, flavour, [
				['XDG_CACHE_HOME', base],
				['TMPDIR', base],
				['KILL_LAB_SERVER', program],
			]);
			await nextLine(owner, 'step', 'initialise');
			const cache = path.join(base, 'kill-lab');
			await until(async () => {
				const [work = ''] = await namesIn(cache);
				return exists(path.join(cache, work, 'data', 'ibdata1'));
			});
			owner.kill('SIGKILL');
			await once(owner, 'exit');
			await until(async () => {
				const names = await namesIn(cache);
				return names.length === 0;
			});
			t.deepEqual(await namesIn(cache), []);
			t.deepEqual(await sweepStale(base), []);
		},
	);
}

async function namesIn(folder: string): Promise<string[]> {
	return fs.readdir(folder).catch(() => []);
}

/** The folder goes last, and the shell that has removed it is gone a moment later. */
async function untilGone(directory: string): Promise<void> {
	await until(async () => {
		const processes = await processesIn(directory);
		return processes.length === 0 && !(await exists(directory));
	});
}

function parse(line: string): Readonly<Record<string, unknown>> {
	const value: unknown = JSON.parse(line);
	return typeof value === 'object' && value !== null ? {...value} : {};
}
