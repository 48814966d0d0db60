import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {onServer, programWords, runProgram} from '../helpers/program.js';
import {sandboxServer, type TestServer} from '../helpers/server.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

let server: TestServer;

test.before(async () => {
	server = await sandboxServer('mariadb');
});

test.after.always(async () => {
	await server.stop();
});

const small = ['--files=3', '--size=1k'];
const isLinux = existsSync('/dev/full');
const onLinux = isLinux ? test : test.skip;
const full = 'exec "$@" >/dev/full';
const isFull =
	"kill-lab: Can't write to standard output: the disk is full (ENOSPC).\n";

for (const [title, args] of [
	['--help', () => ['--help']],
	['--version', () => ['--version']],
	['doctor', () => ['doctor', ...onServer(server).args]],
	['doctor --json', () => ['doctor', '--json', ...onServer(server).args]],
	['lines', () => ['--plain', ...small, ...onServer(server).args]],
	['lines of JSON', () => ['--json', ...small, ...onServer(server).args]],
] as ReadonlyArray<readonly [string, () => readonly string[]]>) {
	onLinux(`${title} on a full disk`, async t => {
		const {ended, stderr, remains} = await runProgram(t, args(), {}, full);
		t.is(stderr, isFull);
		t.is(ended, 1);
		t.deepEqual(await remains(), []);
	});
}

onLinux('a replay on a full disk', async t => {
	const {recording} = await runProgram(t, [
		'--plain',
		...small,
		...onServer(server).args,
	]);
	for (const output of ['--plain', '--json']) {
		const replay = await runProgram(t, ['replay', recording, output], {}, full);
		t.is(replay.stderr, isFull);
		t.is(replay.ended, 1);
	}
});

test('a disk that fills up during a run ends the run, and the table is dropped', async t => {
	const {args, schema} = onServer(server);
	const file = path.join(await temporaryFolder(t), 'lines');
	const {ended, stderr} = await runProgram(
		t,
		['--json', '--files=40', '--size=1k', '--record', '/dev/null', ...args],
		{OUTPUT: file}, // eslint-disable-line @typescript-eslint/naming-convention
		// In blocks of 512 bytes, or of 1024: no file may grow beyond that.
		'ulimit -f 8; exec "$@" >"$OUTPUT"',
	);
	t.is(
		stderr,
		"kill-lab: Can't write to standard output: the file has reached its limit (ulimit -f) (EFBIG).\n",
	);
	t.is(ended, 1);
	const {size} = await fs.stat(file);
	t.is(size % 4096, 0, `${size} bytes: as many as there is room for`);
	const root = await server.connect();
	const [rows] = await root.query(`SHOW TABLES IN ${schema}`).catch(() => [[]]);
	await root.end();
	t.deepEqual(rows, []);
});

test('a reader that has gone ends the run, and the table is dropped', async t => {
	const {args, schema} = onServer(server);
	const folder = await temporaryFolder(t);
	const [command, ...before] = programWords;
	const child = spawn(
		command,
		[...before, '--json', '--files=200', '--size=1k', ...args],
		{
			env: {HOME: folder, TMPDIR: folder}, // eslint-disable-line @typescript-eslint/naming-convention
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	t.teardown(() => child.kill('SIGKILL'));
	child.stdout.once('data', () => {
		child.stdout.destroy();
	});
	let stderr = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const code = await new Promise(resolve => {
		child.once('close', resolve);
	});
	t.is(stderr, 'kill-lab: Standard output was closed (EPIPE).\n');
	t.is(code, 1);
	const root = await server.connect();
	const [rows] = await root.query(`SHOW TABLES IN ${schema}`).catch(() => [[]]);
	await root.end();
	t.deepEqual(rows, []);
});

onLinux('if standard error is full, the exit code still tells', async t => {
	const {args} = onServer(server);
	const to = 'exec "$@" 2>/dev/full';
	const wrong = await runProgram(t, ['--bogus'], {}, to);
	t.is(wrong.ended, 2);
	const right = await runProgram(t, ['--plain', ...small, ...args], {}, to);
	t.is(right.ended, 0);
	t.regex(right.stdout, /committed whole/);
});

test('a disk without room for a file ends the run, and nothing is left', async t => {
	const {args} = onServer(server);
	const {ended, stdout, remains} = await runProgram(
		t,
		['--plain', '--files=1', '--size=64k', '--record', '/dev/null', ...args],
		{},
		'ulimit -f 8; exec "$@"',
	);
	t.regex(
		stdout,
		/run aborted: the file \S+ can't be written: the file has reached its limit \(ulimit -f\) \(EFBIG\); TMPDIR names the folder for it$/m,
	);
	t.regex(stdout, /rolled back whole/);
	t.is(ended, 1);
	t.deepEqual(await remains(), []);
});
