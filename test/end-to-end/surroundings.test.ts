/* eslint-disable @typescript-eslint/naming-convention -- The keys are names of environment variables. */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
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

const small = ['--plain', '--files=2', '--size=1k'];

test('a missing temporary folder', async t => {
	const {stderr, ended, stdout} = await runProgram(
		t,
		[...small, ...onServer(server).args],
		{TMPDIR: '/nowhere'},
	);
	t.is(
		stderr,
		"kill-lab: The lab can't create a folder for its files in /nowhere: the folder does not exist (ENOENT). Set TMPDIR to a writable folder.\n",
	);
	t.is(ended, 1);
	t.is(stdout, '');
});

test('a temporary folder that is a file, in doctor too', async t => {
	const file = path.join(await temporaryFolder(t), 'file');
	await fs.writeFile(file, '');
	const {stderr, ended} = await runProgram(
		t,
		['doctor', ...onServer(server).args],
		{TMPDIR: file},
	);
	t.is(
		stderr,
		`kill-lab: The lab can't create a folder for its files in ${file}: part of the path is not a folder (ENOTDIR). Set TMPDIR to a writable folder.\n`,
	);
	t.is(ended, 1);
});

test('--fix with no folder for the old values changes nothing', async t => {
	const root = await server.connect();
	await root.query('SET GLOBAL max_allowed_packet = 1048576');
	const folder = await temporaryFolder(t);
	await fs.writeFile(path.join(folder, 'file'), '');
	const state = path.join(folder, 'file', 'state');
	const {stderr, ended} = await runProgram(
		t,
		['--plain', '--files=1', '--size=2MB', '--fix', ...onServer(server).args],
		{XDG_STATE_HOME: state},
	);
	t.is(
		stderr,
		`kill-lab: --fix: the old values can't be saved in ${state}/kill-lab: part of the path is not a folder (ENOTDIR). Set XDG_STATE_HOME to a writable folder.\n`,
	);
	t.is(ended, 1);
	const [rows] = await root.query('SELECT @@GLOBAL.max_allowed_packet AS size');
	t.deepEqual(rows, [{size: 1_048_576}]);
	await root.query('SET GLOBAL max_allowed_packet = 1073741824');
	await root.end();
});

/** A user id without a name or any rights: only root can switch to it. */
const stranger = 54_321;
const canChange =
	process.getuid?.() === 0 && existsSync('/usr/bin/setpriv') ? test : test.skip;

canChange(
	'a user without a name and a home, and the strictest umask',
	async t => {
		const folder = await temporaryFolder(t);
		await fs.chmod(folder, 0o711);
		const open = path.join(folder, 'open');
		await fs.mkdir(open);
		await fs.chown(open, stranger, stranger);
		const root = await server.connect();
		await root.query("CREATE USER 'nobody_knows' IDENTIFIED BY 'pass'");
		await root.query("GRANT ALL ON *.* TO 'nobody_knows'");
		await root.end();
		await fs.chmod(server.directory, 0o711);
		const run = async (...args: readonly string[]) => {
			const child = spawn(
				'/usr/bin/setpriv',
				[
					`--reuid=${stranger}`,
					`--regid=${stranger}`,
					'--clear-groups',
					'/bin/sh',
					'-c',
					'umask 0777; exec "$@"',
					'sh',
					...programWords,
					...args,
				],
				{
					cwd: '/',
					env: {TMPDIR: open, PATH: process.env['PATH']},
					stdio: ['ignore', 'pipe', 'pipe'],
				},
			);
			t.teardown(() => child.kill('SIGKILL'));
			const told = {stdout: '', stderr: ''};
			for (const name of ['stdout', 'stderr'] as const) {
				child[name].setEncoding('utf8').on('data', (text: string) => {
					told[name] += text;
				});
			}

			const code = await new Promise(resolve => {
				child.once('close', resolve);
			});
			return {...told, code};
		};

		const version = await run('--version');
		t.regex(version.stdout, /^\d+\.\d+\.\d+\n$/);
		t.is(version.stderr, '');
		const {args} = onServer(server, 'nobody_knows');
		const recording = path.join(open, 'recording.json');
		const lab = await run(
			...small,
			'--keep',
			'-ppass',
			'--record',
			recording,
			...args,
		);
		t.is(lab.stderr, '');
		t.regex(lab.stdout, /committed whole/);
		t.is(lab.code, 0);
		t.deepEqual(await fs.readdir(open), ['recording.json']);
		const replay = await run('replay', recording, '--plain');
		t.is(replay.code, 0);
	},
);
