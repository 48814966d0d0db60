import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {startOnLifeLine} from '../../source/sandbox/life-line.js';
import {runCommand} from '../../source/sandbox/run-command.js';
import {SandboxError} from '../../source/sandbox/sandbox-error.js';
import {exists} from '../../source/sandbox/exists.js';
import {temporaryFolder, until} from './temporary-folder.js';

/** A shell that writes its process id into a file and then waits for ever. */
function waiting(file: string): string[] {
	return [
		'/bin/sh',
		'-c',
		`echo $$ > ${file}.new; mv ${file}.new ${file}; while :; do sleep 1000 & wait; done`,
	];
}

async function pidIn(file: string): Promise<number> {
	await until(async () => exists(file));
	return Number(await fs.readFile(file, 'utf8'));
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

test('a command runs to its end', async t => {
	const line = startOnLifeLine([
		'/bin/sh',
		'-c',
		'echo said; echo logged >&2; exit 3',
	]);
	t.deepEqual(await line.ended, {code: 3, log: 'logged\n'});
	t.is(line.output(), 'said\n');
});

test('a command that is not there', async t => {
	const {code, log} = await startOnLifeLine(['/nowhere/program']).ended;
	t.is(code, 127);
	t.regex(log, /\/nowhere\/program/);
});

test('a command in a folder that is not there', async t => {
	const {log} = await startOnLifeLine(['true'], {cwd: '/nowhere'}).ended;
	t.regex(log, /ENOENT/);
});

test('a command reads its input from a file', async t => {
	const file = path.join(await temporaryFolder(t), 'input');
	await fs.writeFile(file, 'what is in the file');
	const input = await fs.open(file);
	const line = startOnLifeLine(['cat'], {input: input.fd});
	await line.ended;
	await input.close();
	t.is(line.output(), 'what is in the file');
});

test('cutting the line kills the command and takes its folder', async t => {
	const base = await temporaryFolder(t);
	const folder = path.join(base, 'folder');
	await fs.mkdir(folder);
	const line = startOnLifeLine(waiting(path.join(base, 'pid')), {folder});
	const pid = await pidIn(path.join(base, 'pid'));
	const {code} = await line.cut();
	t.is(code, 137);
	t.false(isRunning(pid));
	t.false(await exists(folder));
});

test('a folder stays when its command ends well, unless it is always to go', async t => {
	const folder = await temporaryFolder(t);
	await startOnLifeLine(['true'], {folder}).ended;
	t.true(await exists(folder));
	await startOnLifeLine(['true'], {folder, remove: 'always'}).ended;
	t.false(await exists(folder));
});

test('a command that takes too long is killed', async t => {
	const folder = await temporaryFolder(t);
	const result = runCommand(['sleep', '1000'], {timeout: 50, folder});
	await t.throwsAsync(result, {
		instanceOf: SandboxError,
		message: 'sleep took longer than 0.05 seconds',
	});
	// It goes only when the command was killed.
	t.false(await exists(folder));
});

test('aborting kills a command', async t => {
	const file = path.join(await temporaryFolder(t), 'pid');
	const controller = new AbortController();
	const result = runCommand(waiting(file), {
		timeout: 60_000,
		signal: controller.signal,
	});
	const pid = await pidIn(file);
	controller.abort();
	await t.throwsAsync(result, {any: true, name: 'AbortError'});
	t.false(isRunning(pid));
});

test('a failed command is quoted', async t => {
	const command = ['/bin/sh', '-c', 'echo the disk is full >&2; exit 2'];
	await t.throwsAsync(runCommand(command, {timeout: 60_000, name: 'it'}), {
		instanceOf: SandboxError,
		message: 'it failed (exit code 2)\n  the disk is full',
	});
});
