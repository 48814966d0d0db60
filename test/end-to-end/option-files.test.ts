import fs from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {writeLoginFile} from '../helpers/login-file.js';
import {runProgram, type Lines} from '../helpers/program.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const servers = new Map<string, TestServer>();
const password = String.raw`a#b "c' \d`;

test.before(async () => {
	for (const flavour of flavours) {
		const server = await sandboxServer(flavour, {tcp: true});
		servers.set(flavour, server);
		const connection = await server.connect();
		for (const host of ['localhost', '127.0.0.1']) {
			await connection.query(`CREATE USER 'ann'@'${host}' IDENTIFIED BY ?`, [
				password,
			]);
			await connection.query(`GRANT ALL ON *.* TO 'ann'@'${host}'`);
		}

		await connection.end();
	}
});

test.after.always(async () => {
	for (const server of servers.values()) {
		await server.stop();
	}
});

/** Encryption is named, because the machine's own option files may ask for another. */
const run = [
	'--plain',
	'--files=1',
	'--size=64k',
	'--yes',
	'--ssl-mode=PREFERRED',
];

/** The password as it must be written in a file. */
const spelled = String.raw`"a#b\s\"c'\s\\d"`;

for (const flavour of flavours) {
	test(`${flavour}: address and credentials from a named file, over TCP`, async t => {
		const {file, port} = await writeOptions(t, flavour);
		const lines = await runProgram(t, [
			`--defaults-file=${file}`,
			'-Dnamed_file',
			...run,
		]);
		assertCommitted(t, lines);
		t.regex(lines.stdout, new RegExp(String.raw`127\.0\.0\.1:${port}`));
	});

	test(`${flavour}: credentials from the user's file for a named socket`, async t => {
		const home = await temporaryFolder(t);
		await fs.writeFile(
			path.join(home, '.my.cnf'),
			`[client]\nhost=nowhere.invalid\nuser=ann\n[kill-lab]\npassword=${spelled}\ndatabase=of_the_lab\n`,
		);
		const lines = await runProgram(
			t,
			['-S', socketOf(flavour), '--keep', ...run],
			Object.fromEntries([['HOME', home]]),
		);
		assertCommitted(t, lines);
		const connection = await servers.get(flavour)?.connect();
		const [rows] = (await connection?.query('SHOW TABLES IN of_the_lab')) ?? [];
		await connection?.end();
		t.is(Array.isArray(rows) ? rows.length : 0, 1);
	});

	test(`${flavour}: credentials from the login file`, async t => {
		const file = path.join(await temporaryFolder(t), 'login');
		await writeLoginFile(
			file,
			`[far]\nuser = ann\npassword = ${spelled}\nsocket = ${socketOf(flavour)}\n`,
		);
		const lines = await runProgram(
			t,
			['--login-path=far', '-Dlogin_file', ...run],
			Object.fromEntries([['MYSQL_TEST_LOGIN_FILE', file]]),
		);
		assertCommitted(t, lines);
	});
}

test('a missing file is refused', async t => {
	const {ended, stderr, stdout} = await runProgram(t, [
		'--defaults-file=/nowhere/x.cnf',
	]);
	t.is(ended, 1);
	t.is(stdout, '');
	t.is(
		stderr,
		"kill-lab: The option file /nowhere/x.cnf can't be read. Check that it exists and that this user may read it.\n",
	);
});

test('an ignored file is reported, and its credentials are not used', async t => {
	const {file} = await writeOptions(t, 'mysql');
	await fs.chmod(file, 0o666);
	const {ended, stderr} = await runProgram(t, [
		`--defaults-extra-file=${file}`,
		'-S',
		socketOf('mysql'),
		'-uann',
		...run,
	]);
	t.is(ended, 1);
	const [ignored, refused] = stderr.split('\n');
	t.is(
		ignored,
		`kill-lab: ${file} is ignored, because everybody may write to it. Fix it with chmod o-w.`,
	);
	t.regex(refused ?? '', /refuses ann without a password \(1045\)/);
});

async function writeOptions(
	t: ExecutionContext,
	flavour: string,
): Promise<{file: string; port: number}> {
	const file = path.join(await temporaryFolder(t), 'main.cnf');
	const port = servers.get(flavour)?.tcp?.port ?? 0;
	await fs.writeFile(
		file,
		`[client]\nhost=127.0.0.1\nport=${port}\nuser=ann\npassword=${spelled}\nssl-mode=DISABLED\nskip-ssl\nget-server-public-key\n`,
	);
	await fs.chmod(file, 0o600);
	return {file, port};
}

function socketOf(flavour: string): string {
	return servers.get(flavour)?.socketPath ?? '';
}

function assertCommitted(t: ExecutionContext, {ended, stdout, stderr}: Lines) {
	t.is(stderr, '');
	t.is(ended, 0);
	t.regex(stdout, /committed whole/);
}
