import test from 'ava';
import {schemaNamed} from '../helpers/fits-schema.js';
import {runProgram} from '../helpers/program.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';

const servers = new Map<string, TestServer>();

test.before(async () => {
	for (const flavour of flavours) {
		servers.set(
			flavour,
			await sandboxServer(flavour, {
				serverOptions: ['--general-log=ON', '--log-output=TABLE'],
			}),
		);
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

function namedBy(
	{socketPath, user: root}: TestServer,
	user = root,
): readonly string[] {
	return ['--no-defaults', '-S', socketPath, '-u', user];
}

for (const flavour of flavours) {
	test(`${flavour}: the list is made of reads, and the server is left as it is`, async t => {
		const server = serverOf(flavour);
		const connection = await server.connect();
		await connection.query('TRUNCATE TABLE mysql.general_log');
		const args = namedBy(server);
		const {ended, stdout, stderr} = await runProgram(t, [
			'attach',
			...args,
			'--json',
		]);
		t.is(stderr, '');
		t.is(ended, 0);
		const misfit = await schemaNamed('attach-list');
		t.is(misfit(JSON.parse(stdout)), '');
		t.regex(stdout, /^{"product":"M\w+ [\d.]+".*"connections":\[{"id":"\d+"/);
		t.regex(stdout, /"isOwn":true/);
		const [rows] = await connection.query<never[]>(
			"SELECT CONVERT(argument USING utf8mb4) AS statement FROM mysql.general_log WHERE command_type IN ('Query', 'Prepare', 'Execute')",
		);
		await connection.end();
		const sent = rows
			.map(({statement}) => String(statement))
			.filter(statement => !statement.includes('general_log'));
		t.true(sent.length > 3);
		for (const statement of sent) {
			t.regex(statement, /^(?:SELECT|SHOW) /);
			// Reading it on MySQL holds a mutex that logins need.
			t.notRegex(statement, flavour === 'mysql' ? /PROCESSLIST$/ : /^$/);
		}

		const lines = await runProgram(t, ['attach', ...args]);
		t.is(lines.ended, 0);
		t.regex(lines.stdout, /\nId +Account +Schema +Doing +For +Blocks\n/);
		t.regex(lines.stdout, /root@localhost +this program/);

		const none = await runProgram(t, [
			'attach',
			...args,
			'--filter',
			'user=nobody',
		]);
		t.is(none.ended, 0);
		t.regex(none.stdout, /· 0 of \d+ connections? ·/);
	});

	test(`${flavour}: a login that is refused has one clear message`, async t => {
		const server = serverOf(flavour);
		const {ended, stdout, stderr} = await runProgram(t, [
			'attach',
			...namedBy(server, 'nobody'),
		]);
		t.is(ended, 1);
		t.is(stdout, '');
		t.regex(stderr, /^kill-lab: .*nobody.*\n$/);
	});
}

test('a wrong command line is refused with exit code 2', async t => {
	const {ended, stdout, stderr} = await runProgram(t, [
		'attach',
		'-h',
		'localhost',
		'42',
		'--kill',
		'query',
		'--no-defaults',
	]);
	t.is(ended, 2);
	t.is(stdout, '');
	t.true(
		stderr.startsWith(
			"kill-lab: It is somebody's connection, and nobody is asked here: add --yes",
		),
	);
});

test('watching a connection needs a terminal, and says what works without', async t => {
	const {ended, stdout, stderr} = await runProgram(t, [
		'attach',
		'-h',
		'localhost',
		'42',
		'--no-defaults',
	]);
	t.is(ended, 1);
	t.is(stdout, '');
	t.is(
		stderr,
		'kill-lab: Watching a connection needs a terminal. Without one, kill-lab attach --filter id=42 shows it, and --kill query --yes or --kill connection --yes kills it.\n',
	);
});
