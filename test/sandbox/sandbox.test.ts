import fs from 'node:fs/promises';
import process from 'node:process';
import test from 'ava';
import {type RowDataPacket} from 'mysql2';
import {createConnection, type Connection} from 'mysql2/promise';
import {choiceName, isChosen} from '../../source/sandbox/flavour.js';
import {exists} from '../../source/sandbox/exists.js';
import {processesIn} from '../../source/leftovers/stale.js';
import {
	sandboxServer,
	testedServers,
	type TestServer,
} from '../helpers/server.js';
import {listeningPorts, serversIn} from './server-process.js';
import {until} from './temporary-folder.js';

const onLinux = process.platform === 'linux' ? test.serial : test.serial.skip;

/** The first row of an answer. */
async function ask(connection: Connection, sql: string): Promise<unknown[]> {
	const [rows] = await connection.query<RowDataPacket[]>(sql);
	return Object.values<unknown>(rows[0] ?? {});
}

for (const {flavour, ...options} of testedServers) {
	const name = choiceName({flavour, ...options});
	const servers = new Map<string, TestServer>();
	const server = (key: string): TestServer => {
		const found = servers.get(key);
		if (!found) {
			throw new Error(`${key} has not been started`);
		}

		return found;
	};

	test.before(async () => {
		servers.set('plain', await sandboxServer(flavour, options));
		servers.set(
			'tcp',
			await sandboxServer(flavour, {
				...options,
				tcp: true,
				serverOptions: ['--max-connections=17'],
			}),
		);
	});
	test.after.always(async () => {
		for (const started of servers.values()) {
			await started.stop();
		}
	});

	test.serial(`${name}: answers over its unix socket`, async t => {
		const {version, label, user} = server('plain');
		const connection = await server('plain').connect();
		const answer = String(await ask(connection, 'SELECT VERSION()'));
		await connection.end();
		t.true(answer.startsWith(version), `${answer} is not ${version}`);
		t.is(answer.includes('MariaDB'), flavour === 'mariadb');
		t.true(label.includes(version));
		t.true(isChosen({flavour, ...options}, server('plain')));
		t.is(user, 'root');
	});

	test.serial(`${name}: is set up for the experiment`, async t => {
		const connection = await server('plain').connect();
		const row = await ask(
			connection,
			'SELECT @@max_allowed_packet, @@log_bin, @@performance_schema, @@skip_networking, @@innodb_buffer_pool_size',
		);
		await connection.end();
		t.deepEqual(row, [1024 ** 3, 0, 1, 1, 128 * 1024 ** 2]);
	});

	onLinux(`${name}: listens on no TCP port unless asked to`, async t => {
		const [pid = 0] = await serversIn(server('plain').directory);
		t.deepEqual(await listeningPorts(pid), []);
		const {tcp, directory} = server('tcp');
		const [other = 0] = await serversIn(directory);
		t.deepEqual(await listeningPorts(other), [tcp?.port]);
	});

	test.serial(`${name}: takes further options`, async t => {
		const connection = await server('tcp').connect();
		const row = await ask(connection, 'SELECT @@max_connections');
		await connection.end();
		t.deepEqual(row, [17]);
	});

	test.serial(`${name}: asks for a password over TCP`, async t => {
		const {tcp, directory} = server('tcp');
		t.is(tcp?.host, '127.0.0.1');
		t.is(server('plain').tcp, undefined);
		const connection = await createConnection({...tcp});
		const [account] = await ask(connection, 'SELECT CURRENT_USER()');
		t.is(account, 'root@127.0.0.1');
		// May it give rights to others? The tests of refusals need that.
		await connection.query("CREATE USER 'x'@'127.0.0.1'");
		await t.notThrowsAsync(
			connection.query("GRANT SELECT ON *.* TO 'x'@'127.0.0.1'"),
		);
		await connection.end();
		await t.throwsAsync(createConnection({...tcp, password: 'wrong'}), {
			code: 'ER_ACCESS_DENIED_ERROR',
		});
		await t.throwsAsync(createConnection({...tcp, password: ''}), {
			code: 'ER_ACCESS_DENIED_ERROR',
		});
		t.false(await exists(`${directory}/init.sql`));
	});

	test.serial(`${name}: has no accounts but root`, async t => {
		const connection = await server('plain').connect();
		const [rows] = await connection.query<RowDataPacket[]>(
			"SELECT user AS u, host AS h FROM mysql.user WHERE user NOT LIKE '%.%'",
		);
		await connection.end();
		t.deepEqual(
			rows.map(({u, h}) => `${String(u)}@${String(h)}`),
			['root@localhost'],
		);
	});

	if (flavour === 'mysql') {
		test.serial(
			`${name}: every sandbox has an identity of its own`,
			async t => {
				const uuids = new Set<unknown>();
				for (const key of ['plain', 'tcp']) {
					const connection = await server(key).connect();
					const [uuid] = await ask(connection, 'SELECT @@server_uuid');
					uuids.add(uuid);
					await connection.end();
				}

				t.is(uuids.size, 2);
			},
		);

		test.serial(`${name}: speaks TLS`, async t => {
			const connection = await createConnection({
				...server('tcp').tcp,
				ssl: {rejectUnauthorized: false},
			});
			const [, cipher] = await ask(connection, "SHOW STATUS LIKE 'Ssl_cipher'");
			await connection.end();
			t.not(cipher, '');
		});
	}

	test.serial(`${name}: nobody else can look into its folder`, async t => {
		const {mode} = await fs.stat(server('plain').directory);
		t.is(mode % 0o1000, 0o700);
	});

	test.serial(`${name}: starts again without asking the archive`, async t => {
		const steps: string[] = [];
		const again = await sandboxServer(flavour, {
			...options,
			onProgress({step, what, elapsed}) {
				steps.push(step);
				t.true(elapsed >= 0 && what !== '');
			},
		});
		await again.stop();
		t.deepEqual(steps, ['look', 'start']);
	});

	test.serial(`${name}: stopping leaves nothing`, async t => {
		const {directory, stop, ended} = server('plain');
		const running = await serversIn(directory);
		t.is(running.length, 1);
		await stop();
		t.deepEqual(await processesIn(directory), []);
		t.false(await exists(directory));
		const {isExpected} = await ended;
		t.true(isExpected);
		await t.notThrowsAsync(stop());
	});

	test.serial(`${name}: tells when the server dies by itself`, async t => {
		const {directory, ended} = server('tcp');
		let hasEnded = false;
		void ended.then(() => {
			hasEnded = true;
		});
		for (const pid of await serversIn(directory)) {
			process.kill(pid, 'SIGKILL');
		}

		// A sandbox does not keep Node alive, so waiting for its end alone would be the end of the test.
		await until(() => hasEnded);
		const {isExpected, log} = await ended;
		t.false(isExpected);
		t.regex(log, /ready for connections/);
		t.false(await exists(directory));
	});
}
