import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {
	onServer,
	patience,
	runProgram,
	startProgram,
} from '../helpers/program.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';

const megabyte = 1024 ** 2;
const packet = 16 * megabyte;
const cache = 4 * megabyte;

const servers: TestServer[] = [];

test.before(async () => {
	for (const flavour of flavours) {
		servers.push(
			await sandboxServer(flavour, {
				serverOptions: [
					'--max-allowed-packet=16M',
					'--log-bin=binlog',
					'--server-id=1',
					'--max-binlog-cache-size=4M',
				],
			}),
		);
	}
});

test.after.always(async () => {
	for (const server of servers) {
		await server.stop();
	}
});

/** One file that is too large for a packet; a second one makes the cache too small. */
const oneFile = ['--plain', '--files=1', '--size=20MB'];

async function settings(server: TestServer): Promise<readonly number[]> {
	const connection = await server.connect();
	const [rows] = await connection.query<never[]>(
		'SELECT @@GLOBAL.max_allowed_packet AS packet, @@GLOBAL.max_binlog_cache_size AS cache',
	);
	await connection.end();
	return rows.flatMap(({packet, cache}) => [Number(packet), Number(cache)]);
}

async function set(server: TestServer, sql: string): Promise<void> {
	const connection = await server.connect();
	await connection.query(sql);
	await connection.end();
}

/** A folder for the journal that several programs share. */
async function sharedState(t: ExecutionContext) {
	const folder = await mkdtemp(path.join(tmpdir(), 'state-'));
	t.teardown(async () => {
		await rm(folder, {recursive: true, force: true});
	});
	return {
		env: Object.fromEntries([['XDG_STATE_HOME', folder]]),
		/** Paths of the journal's files. */
		async entries(): Promise<readonly string[]> {
			const names = await readdir(path.join(folder, 'kill-lab')).catch(
				() => [],
			);
			return names.map(name => path.join(folder, 'kill-lab', name));
		},
	};
}

for (const [index, flavour] of flavours.entries()) {
	const onFlavour = () => {
		const server = servers[index];
		if (!server) {
			throw new Error(`No ${flavour}`);
		}

		const {args} = onServer(server);
		return {server, args, asked: args.filter(word => word !== '--yes')};
	};

	test.serial(
		`${flavour}: --fix --yes changes what stops the run, and puts it back`,
		async t => {
			const {server, args} = onFlavour();
			const {env, entries} = await sharedState(t);
			const {stdout, stderr, ended} = await runProgram(
				t,
				[...args, '--plain', '--files=2', '--size=20MB', '--fix', '--yes'],
				env,
			);
			t.is(ended, 0);
			const said = stderr.trimEnd().split('\n');
			t.is(
				said[0],
				'Changed until the lab ends: SET GLOBAL max_allowed_packet = 1073741824',
			);
			t.regex(
				said[1] ?? '',
				/^Changed until the lab ends: SET GLOBAL max_binlog_cache_size = \d+$/,
			);
			t.is(said.length, 2);
			t.regex(stdout, /verdict: committed whole: 2 of 2 rows/);
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await entries(), []);
		},
	);

	test.serial(
		`${flavour}: on the screen the keys work after the answer, and Ctrl-C puts the settings back`,
		async t => {
			const {server, asked} = onFlavour();
			const program = await startProgram(t, [
				...asked,
				'--files=1',
				'--size=20MB',
				'--wait',
				'--fix',
			]);
			await program.waitFor(/Continue\? \[y\/N]/, patience);
			program.press('y\r');
			await program.waitFor(/drop the table at the end/, patience);
			program.press('y\r');
			await program.waitFor(/No run yet/, patience);
			t.deepEqual(await settings(server), [1024 ** 3, cache]);
			program.press('s');
			await program.waitFor(/upload/, patience);
			program.press('\u0003');
			await program.exited;
			t.deepEqual(await settings(server), [packet, cache]);
		},
	);

	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		test.serial(`${flavour}: ${signal} puts the settings back`, async t => {
			const {server, args} = onFlavour();
			const {env, entries} = await sharedState(t);
			const program = await startProgram(
				t,
				[...args, ...oneFile, '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await program.waitFor(/INSERT, upload starts/, patience);
			t.deepEqual(await settings(server), [1024 ** 3, cache]);
			program.kill(signal);
			await program.exited;
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await entries(), []);
		});
	}

	test.serial(
		`${flavour}: after SIGKILL the next start says what was left, and puts it back`,
		async t => {
			const {server, args} = onFlavour();
			const {env, entries} = await sharedState(t);
			const program = await startProgram(
				t,
				[...args, ...oneFile, '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await program.waitFor(/INSERT, upload starts/, patience);
			const [file = ''] = await entries();
			const {mode} = await stat(file);
			t.is(mode % 0o1000, 0o600);
			const text = await readFile(file, 'utf8');
			t.regex(
				text,
				/"variable":"max_allowed_packet","old":"16777216","new":"1073741824"/,
			);

			program.kill('SIGKILL');
			await program.exited;
			t.deepEqual(await settings(server), [1024 ** 3, cache]);

			const examined = await runProgram(
				t,
				['doctor', ...args, '--files=1', '--size=1MB'],
				env,
			);
			t.is(examined.ended, 0);
			t.regex(
				examined.stdout,
				/^warning {2}max_allowed_packet +1073741824; needed: 16777216, as before$/m,
			);
			t.regex(examined.stdout, /^ +SET GLOBAL max_allowed_packet = 16777216$/m);
			t.deepEqual(await settings(server), [1024 ** 3, cache]);
			t.deepEqual(await entries(), [file]);

			// It takes over the table of the lab before.
			const next = await runProgram(
				t,
				[...args, '--plain', '--files=1', '--size=1MB'],
				env,
			);
			t.is(next.ended, 0);
			t.regex(
				next.stderr,
				/^max_allowed_packet was left changed by a kill-lab that did not exit cleanly \(process \d+, \d{4}-[^)]*Z\)\. It is back to 16777216\.\n$/,
			);
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await entries(), []);
		},
	);

	test.serial(
		`${flavour}: a setting that somebody has changed since stays`,
		async t => {
			const {server, args} = onFlavour();
			const {env, entries} = await sharedState(t);
			const program = await startProgram(
				t,
				[...args, ...oneFile, '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await program.waitFor(/INSERT, upload starts/, patience);
			await set(server, `SET GLOBAL max_allowed_packet = ${32 * megabyte}`);
			program.kill('SIGKILL');
			await program.exited;
			const next = await runProgram(
				t,
				[...args, '--plain', '--files=1', '--size=1MB'],
				env,
			);
			t.regex(
				next.stderr,
				/Somebody has set it to 33554432 since, so it stays\./,
			);
			t.deepEqual(await settings(server), [32 * megabyte, cache]);
			t.deepEqual(await entries(), []);
			await set(server, `SET GLOBAL max_allowed_packet = ${packet}`);
		},
	);

	test.serial(
		`${flavour}: of two labs the one that ends last puts the settings back`,
		async t => {
			const {server, args} = onFlavour();
			const other = onFlavour();
			const {env, entries} = await sharedState(t);
			const first = await startProgram(
				t,
				[...args, ...oneFile, '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await first.waitFor(/INSERT, upload starts/, patience);
			const second = await startProgram(
				t,
				[...other.args, ...oneFile, '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await second.waitFor(/INSERT, upload starts/, patience);
			const both = await entries();
			t.is(both.length, 2);

			first.kill('SIGTERM');
			await first.exited;
			t.deepEqual(await settings(server), [1024 ** 3, cache]);
			second.kill('SIGTERM');
			await second.exited;
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await entries(), []);
		},
	);

	test.serial(
		`${flavour}: a lab without --fix leaves what a running lab has changed`,
		async t => {
			const {server, args} = onFlavour();
			const other = onFlavour();
			const {env} = await sharedState(t);
			const first = await startProgram(
				t,
				[...args, ...oneFile, '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await first.waitFor(/INSERT, upload starts/, patience);
			const second = await runProgram(
				t,
				[...other.args, '--plain', '--files=1', '--size=1MB'],
				env,
			);
			t.is(second.ended, 0);
			t.is(second.stderr, '');
			t.deepEqual(await settings(server), [1024 ** 3, cache]);
			first.kill('SIGTERM');
			await first.exited;
			t.deepEqual(await settings(server), [packet, cache]);
		},
	);

	test.serial(
		`${flavour}: an account without the privilege is told so, and nothing is changed`,
		async t => {
			const {server} = onFlavour();
			await set(server, 'CREATE USER poor');
			await set(server, 'GRANT ALL ON `end%`.* TO poor');
			const {args} = onServer(server, 'poor');
			const {env, entries} = await sharedState(t);
			const {stderr, ended} = await runProgram(
				t,
				[...args, ...oneFile, '--fix', '--yes'],
				env,
			);
			t.is(ended, 1);
			t.regex(
				stderr,
				/^kill-lab: --fix: Access denied; .*\(1227\)\. Nothing was changed\. .*max_allowed_packet.*\n$/,
			);
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await entries(), []);
		},
	);

	test.serial(
		`${flavour}: a second Ctrl-C on the screen still puts the settings back`,
		async t => {
			const {server, args} = onFlavour();
			const {env, entries} = await sharedState(t);
			const program = await startProgram(
				t,
				[...args, '--files=1', '--size=20MB', '--rate=100KB', '--fix', '--yes'],
				{env},
			);
			await program.waitFor(/random_file-0\.bin +upload/, patience);
			// Nobody releases the table, so the clean-up waits.
			const other = await server.connect();
			await other.query('FLUSH TABLES WITH READ LOCK');
			program.press('\u0003');
			await program.waitFor(/cleaning up/, patience);
			program.press('\u0003');
			// It ends although its statement still waits on the server.
			t.deepEqual(await program.exited, {exitCode: 130, signal: undefined});
			t.regex(
				program.screen().join('\n'),
				/the next kill-lab there takes it over/,
			);
			await other.end();
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await entries(), []);
		},
	);

	// What is asked, and how it is answered, has nothing to do with the server.
	if (flavour === 'mysql') {
		test.serial(
			`${flavour}: without a terminal and --yes nothing is changed`,
			async t => {
				const {server, asked} = onFlavour();
				const {stderr, ended} = await runProgram(t, [
					...asked,
					...oneFile,
					'--fix',
				]);
				t.is(ended, 1);
				t.is(
					stderr,
					[
						'kill-lab: These settings will be changed while the lab runs:',
						'  SET GLOBAL max_allowed_packet = 1073741824',
						'The old values are put back at the end.',
						'No terminal to ask on. Add --yes to agree.',
						'',
					].join('\n'),
				);
				t.deepEqual(await settings(server), [packet, cache]);
			},
		);

		test.serial(
			`${flavour}: on a terminal it asks; no refuses, yes runs`,
			async t => {
				const {server, asked} = onFlavour();
				const no = await startProgram(t, [...asked, ...oneFile, '--fix']);
				await no.waitFor(/Continue\? \[y\/N]/, patience);
				no.press('n\r');
				t.deepEqual(await no.exited, {exitCode: 1, signal: undefined});
				t.regex(no.output(), /max_allowed_packet: 16 MB; needed: /);

				const yes = await startProgram(t, [...asked, ...oneFile, '--fix']);
				await yes.waitFor(/Continue\? \[y\/N]/, patience);
				yes.press('y\r');
				await yes.waitFor(/Changed until the lab ends: SET GLOBAL/, patience);
				// And checks whether the table may be written.
				await yes.waitFor(/drop the table at the end/, patience);
				yes.press('y\r');
				t.deepEqual(await yes.exited, {exitCode: 0, signal: undefined});
				t.regex(yes.output(), /verdict: committed whole/);
				t.deepEqual(await settings(server), [packet, cache]);
			},
		);

		test.serial(`${flavour}: Ctrl-C counts as an answer`, async t => {
			const {server, asked} = onFlavour();
			const program = await startProgram(t, [...asked, ...oneFile, '--fix']);
			await program.waitFor(/Continue\? \[y\/N]/, patience);
			program.press('\u0003');
			t.deepEqual(await program.exited, {exitCode: 0, signal: 2});
			t.notRegex(program.output(), /kill-lab:/);
			t.deepEqual(await settings(server), [packet, cache]);
			t.deepEqual(await program.remains(), []);
		});

		test.serial(
			`${flavour}: a problem that no setting fixes is refused without a question`,
			async t => {
				const {server, args} = onFlavour();
				const {stderr, ended} = await runProgram(t, [
					...args,
					'--plain',
					'--files=1',
					'--size=600MB',
					'--protocol=text',
					'--fix',
					'--yes',
				]);
				t.is(ended, 1);
				t.regex(
					stderr,
					/^kill-lab: max_allowed_packet: .*no server takes a larger packet\.\n$/,
				);
				t.deepEqual(await settings(server), [packet, cache]);
			},
		);
	}
}
