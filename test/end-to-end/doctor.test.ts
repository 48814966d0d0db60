import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {blobsFacts} from '../../source/lab/workloads/blobs/facts.js';
import {lockName} from '../../source/lab/own-table/table-lock.js';
import {schemaNamed} from '../helpers/fits-schema.js';
import {onServer, runProgram, startProgram} from '../helpers/program.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';
import {temporaryFolder} from '../sandbox/temporary-folder.js';

const servers = new Map<string, TestServer>();

test.before(async () => {
	for (const flavour of flavours) {
		const server = await sandboxServer(flavour, {
			serverOptions: [
				'--max-allowed-packet=16M',
				'--log-bin=binlog',
				'--server-id=1',
				'--general-log=ON',
				'--log-output=TABLE',
			],
		});
		servers.set(flavour, server);
	}
});

test.after.always(async () => {
	for (const server of servers.values()) {
		await server.stop();
	}
});

function serverOf(flavour: string): TestServer {
	const server = servers.get(flavour);
	if (!server) {
		throw new Error(`No ${flavour}`);
	}

	return server;
}

/** A server's schemas, tables and settings. */
async function contents(server: TestServer): Promise<unknown> {
	const connection = await server.connect();
	const results = [];
	for (const sql of [
		'SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY 1',
		// The general log is a table, and grows.
		"SELECT TABLE_SCHEMA, TABLE_NAME, CREATE_TIME FROM information_schema.TABLES WHERE TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema') ORDER BY 1, 2",
		"SHOW GLOBAL VARIABLES WHERE Variable_name NOT LIKE 'gtid%' AND Variable_name NOT IN ('timestamp', 'pseudo_thread_id')",
	]) {
		const [rows] = await connection.query(sql);
		results.push(rows);
	}

	await connection.end();
	return results;
}

/** The programs' statements since the log was emptied. */
async function statements(server: TestServer): Promise<readonly string[]> {
	const connection = await server.connect();
	const [rows] = await connection.query<never[]>(
		"SELECT CONVERT(argument USING utf8mb4) AS statement FROM mysql.general_log WHERE command_type IN ('Query', 'Prepare', 'Execute')",
	);
	await connection.end();
	return rows.map(({statement}) => String(statement));
}

async function emptyLog(server: TestServer): Promise<void> {
	const connection = await server.connect();
	await connection.query('TRUNCATE TABLE mysql.general_log');
	await connection.end();
}

for (const flavour of flavours) {
	test.serial(
		`${flavour}: the doctor says what stops the run, and changes nothing`,
		async t => {
			const server = serverOf(flavour);
			const {args} = onServer(server);
			const before = await contents(server);
			await emptyLog(server);
			const {stdout, stderr, ended} = await runProgram(t, ['doctor', ...args]);

			const asked = await statements(server);
			t.true(asked.length > 5);
			t.deepEqual(
				asked.filter(
					sql =>
						// This test's own statement.
						!sql.includes('mysql.general_log') &&
						sql !== 'ROLLBACK' &&
						// A session's own variables affect nobody else.
						!(sql.startsWith('SET SESSION ') && !/\bglobal\b/i.test(sql)) &&
						!/^\s*(?:select|show)\b/i.test(sql),
				),
				[],
			);
			t.deepEqual(await contents(server), before);

			t.is(ended, 1);
			t.is(stderr, '');
			const lines = stdout.split('\n');
			t.true(lines.every(line => line.length <= 80));
			t.regex(lines[0] ?? '', /^(?:MySQL|MariaDB) \d.* · 'root'@'localhost'$/);
			t.regex(
				stdout,
				/^STOP {5}max_allowed_packet +16 MB; needed: 104858624 bytes$/m,
			);
			// On its own line, to be copied.
			t.true(
				lines.some(
					line => line.trim() === 'SET GLOBAL max_allowed_packet = 1073741824',
				),
			);
			t.regex(
				stdout,
				/^ok {7}privileges on \S+ +CREATE, DROP, INSERT, SELECT$/m,
			);
			t.regex(stdout, /^unknown +free space /m);
			t.regex(stdout, /^ {2}user +root +--user$/m);
			t.regex(stdout, /^ {2}Defaults: .*\bssl-mode PREFERRED\b/ms);
			t.regex(stdout, /^1 problem would stop the run\. kill-lab --fix /m);
		},
	);

	test.serial(`${flavour}: a table that another lab is using`, async t => {
		const server = serverOf(flavour);
		const {args, schema} = onServer(server);
		const holder = await server.connect();
		await holder.query('DO GET_LOCK(?, 0)', [
			lockName({schema, table: blobsFacts.tableName}),
		]);
		const {stdout, ended} = await runProgram(t, [
			'doctor',
			...args,
			'--size=1MB',
		]);
		await holder.end();

		t.is(ended, 1);
		t.regex(
			stdout,
			new RegExp(
				String.raw`^STOP {5}use of ${schema}\.DataBlobs\n? +by another kill-lab \(connection ${holder.threadId}\)`,
				'm',
			),
		);
	});

	test.serial(
		`${flavour}: the exit code is 0 if nothing stops the run, and --json prints one document`,
		async t => {
			const {args, schema} = onServer(serverOf(flavour));
			const {stdout, ended} = await runProgram(t, [
				'doctor',
				...args,
				'--json',
				'--size=1MB',
			]);
			t.is(ended, 0);
			const document = read(stdout);
			t.like(document, {
				fit: true,
				account: "'root'@'localhost'",
				server: {flavour},
				plan: {
					workload: {name: 'blobs', options: {files: 10, size: 1024 ** 2}},
					steps: 10,
					schema,
				},
			});
			t.true(document.findings.length > 10);
			t.true(document.findings.every(({type}) => type !== 'stop'));

			const stopped = await runProgram(t, ['doctor', ...args, '--json']);
			t.is(stopped.ended, 1);
			const misfit = await schemaNamed('doctor');
			t.is(misfit(document), '');
			t.is(misfit(read(stopped.stdout)), '');
			t.like(
				read(stopped.stdout).findings.find(({type}) => type === 'stop'),
				{
					what: 'max_allowed_packet',
					value: '16 MB',
					needed: '104858624 bytes',
					statement: 'SET GLOBAL max_allowed_packet = 1073741824',
				},
			);
		},
	);
}

for (const flavour of flavours) {
	test.serial(
		`${flavour}: it says which line of a file each setting is from, also if the server refuses the account`,
		async t => {
			const {socketPath} = serverOf(flavour);
			const file = path.join(await temporaryFolder(t), 'lab.cnf');
			const lines = ['[client]', `socket=${socketPath}`, 'user=root'];
			const doctor = async () =>
				runProgram(t, [
					'doctor',
					`--defaults-file=${file}`,
					'--json',
					'--size=1MB',
				]);
			const origin = (name: string, line: number) => ({
				name,
				origin: {type: 'file', file, line, group: 'client'},
			});

			await writeFile(file, `${lines.join('\n')}\n`, {mode: 0o600});
			const fit = await doctor();
			t.is(fit.ended, 0);
			t.like(settingNamed(fit.stdout, 'socket'), {
				...origin('socket', 2),
				value: socketPath,
			});
			t.like(settingNamed(fit.stdout, 'user'), origin('user', 3));

			await writeFile(file, `${[...lines, 'password=s3cret'].join('\n')}\n`);
			const refused = await doctor();
			t.is(refused.ended, 1);
			t.like(settingNamed(refused.stdout, 'password'), {
				...origin('password', 4),
				value: '***',
			});
			t.regex(
				told(JSON.parse(refused.stdout), 'refused'),
				/refuses root with this password \(1045\)/,
			);
			t.notRegex(refused.stdout + refused.stderr, /s3cret/);
		},
	);
}

type Document = {
	readonly settings: ReadonlyArray<{readonly name: string}>;
	readonly findings: ReadonlyArray<{
		readonly type: string;
		readonly what: string;
	}>;
};

function settingNamed(text: string, wanted: string): unknown {
	return read(text).settings.find(({name}) => name === wanted);
}

/** What a document has under a key. */
function told(document: unknown, key: string): string {
	return String(Reflect.get(new Object(document), key));
}

function read(text: string): Document {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- It is what the program wrote.
	return JSON.parse(text) as Document;
}

test.serial(
	'on a terminal it prints the same table, as plain lines',
	async t => {
		const {args} = onServer(serverOf('mysql'));
		const program = await startProgram(t, ['doctor', ...args], {
			columns: 80,
			rows: 50,
		});
		t.deepEqual(await program.exited, {exitCode: 1, signal: undefined});
		t.true(
			program
				.screen()
				.some(line => line.startsWith('STOP     max_allowed_packet')),
		);
		t.false(program.output().includes('\u001B'));
	},
);

test.serial('without a named server it examines the throwaway one', async t => {
	const {stdout, ended, remains} = await runProgram(t, [
		'doctor',
		'--sandbox=mysql',
	]);
	t.is(ended, 0);
	t.regex(stdout, /^MySQL \S+ · sandbox · /);
	t.deepEqual(await remains(), []);
});

test.serial(
	'a server that does not answer is reported in one line, after what led there',
	async t => {
		const args = ['doctor', '--no-defaults', '-S', '/nowhere/socket'];
		const secret = Object.fromEntries([
			['MYSQL_PWD', 's3cret'],
			['LC_ALL', 'C'],
		]);
		const {stdout, stderr, ended} = await runProgram(t, args, secret);
		t.is(ended, 1);
		t.regex(stdout, /^Settings, and where each came from:\n/);
		t.regex(stdout, /^ {2}socket +\/nowhere\/socket +--socket$/m);
		t.regex(stdout, /^ {2}password +\*{3} +MYSQL_PWD$/m);
		t.regex(stdout, /^ {2}characters +ASCII only +LC_ALL$/m);
		t.notRegex(stdout, /s3cret/);
		t.regex(
			stderr,
			/^kill-lab: There is no socket at \/nowhere\/socket\..*\n$/,
		);

		const json = await runProgram(t, [...args, '--json'], secret);
		t.is(json.ended, 1);
		t.is(json.stderr, stderr);
		const document: unknown = JSON.parse(json.stdout);
		t.like(document, {fit: false});
		t.is(`kill-lab: ${told(document, 'refused')}\n`, stderr);
		const misfit = await schemaNamed('doctor');
		t.is(misfit(document), '');
		t.notRegex(json.stdout, /s3cret/);
	},
);

test.serial(
	'a password that nobody can be asked for is told with what asks for it',
	async t => {
		const {stdout, stderr, ended} = await runProgram(t, [
			'doctor',
			...onServer(serverOf('mysql')).args,
			'-p',
		]);
		t.is(ended, 1);
		t.regex(stdout, /^ {2}password +asked for +--password$/m);
		t.regex(stderr, /^kill-lab: No terminal to ask for the password on\./);
	},
);

test.serial('doctor --fix is an invalid command line', async t => {
	const {stderr, ended} = await runProgram(t, ['doctor', '--fix']);
	t.is(ended, 2);
	t.is(
		stderr,
		'kill-lab: doctor changes nothing. Use --fix with the lab itself.\n',
	);
});
