import test from 'ava';
import {onServer, runProgram} from '../helpers/program.js';
import {offerProcedures} from '../lab/kills/route-tests.js';
import {flavours, sandboxServer, type TestServer} from '../helpers/server.js';

const servers = new Map<string, TestServer>();

test.before(async () => {
	for (const flavour of flavours) {
		const server = await sandboxServer(flavour);
		servers.set(flavour, server);
		const root = await server.connect();
		await root.query('CREATE USER guest');
		await root.query('GRANT ALL ON `end\\_to\\_end\\_%`.* TO guest');
		await root.end();
		await offerProcedures(server, 'rds', 'guest');
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
		throw new Error(`No ${flavour} was started`);
	}

	return server;
}

const small = ['--files=2', '--size=5MB', '--rate=20MB/s'];

for (const flavour of flavours) {
	test.serial(
		`${flavour}: --kill-via rds kills by the procedures, and every event says so`,
		async t => {
			const {args} = onServer(serverOf(flavour), 'guest');
			const {stdout, stderr, ended, recorded} = await runProgram(t, [
				...args,
				...small,
				'--json',
				'--kill-via=rds',
				'--kill=connection@2:upload:50%',
			]);
			t.is(stderr, '');
			t.is(ended, 0);
			const {state, events} = await recorded();
			const [kill] = state.run?.kills ?? [];
			const id = state.run?.connectionId ?? '';
			t.is(kill?.statement, `CALL mysql.rds_kill(${id})`);
			t.is(kill?.effect?.effect, 'disconnected');
			t.is(state.run?.verdict?.verdict.outcome, 'rolled back whole');
			t.true(stdout.includes(`"statement":"CALL mysql.rds_kill(${id})"`));
			t.true(events.some(({type}) => type === 'kill-route'));
			const {product} = state.server ?? {};
			t.regex(product ?? '', /^(?:MySQL|MariaDB) \d+\.\d+\.\d+$/);
		},
	);
}

const refused = [
	[
		'mysql',
		['--kill-via=azure'],
		/^kill-lab: --kill-via azure needs mysql\.az_kill_query and mysql\.az_kill, which this account can't see on MySQL [\d.]+\. Leave --kill-via out, or grant the account EXECUTE ON PROCEDURE mysql\.az_kill_query\.$/m,
	],
	[
		'mysql',
		['--kill-soft'],
		/^kill-lab: --kill-soft needs MariaDB, but this is MySQL [\d.]+\. Leave --kill-soft out\.$/m,
	],
	[
		'mysql',
		['--kill-by-query-id'],
		/^kill-lab: --kill-by-query-id needs MariaDB, but this is MySQL [\d.]+\. Leave --kill-by-query-id out\.$/m,
	],
	[
		'mariadb',
		['--kill-soft', '--kill-via=rds'],
		/^kill-lab: --kill-soft does not work with --kill-via rds: its procedures have no soft kill\. Use only one of the two\.$/m,
	],
] as const;

for (const [flavour, flags, message] of refused) {
	test.serial(`${flavour}: ${flags.join(' ')} is refused`, async t => {
		const server = serverOf(flavour);
		const {args, schema} = onServer(server, 'guest');
		const {stderr, ended} = await runProgram(t, [
			...args,
			...small,
			'--plain',
			...flags,
		]);
		t.is(ended, 1);
		t.regex(stderr, message);
		const root = await server.connect();
		const [schemas] = await root.query(`SHOW DATABASES LIKE '${schema}'`);
		await root.end();
		t.deepEqual(schemas, []);
	});
}
